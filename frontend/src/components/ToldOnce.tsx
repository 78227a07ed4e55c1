import { useState } from "react";
import { useTranslation } from "@/formats/useTranslation";
import { Button } from "./Button";
import { copyText } from "./copyText";
import { TextField } from "./TextField";

/** A secret that is shown this once, and how to take it along. */
export function ToldOnce({ label, secret, hint }: { label: string; secret: string; hint: string }) {
  const { t } = useTranslation("components");
  const [isCopied, setCopied] = useState<boolean | null>(null);
  return (
    <div className="grid gap-2 rounded-xl border border-brand bg-brand-soft p-3">
      <TextField
        label={label}
        value={secret}
        onText={() => undefined}
        readOnly
        hint={hint}
        spellCheck={false}
        onFocus={(event) => event.target.select()}
        aside={
          <Button
            look="primary"
            className="shrink-0 md:min-h-11"
            onClick={async () => setCopied(await copyText(secret))}
          >
            {t("copy")}
          </Button>
        }
      />
      <p role="status" className="text-brand text-xs empty:hidden">
        {isCopied !== null && t(isCopied ? "copied" : "cannotCopy")}
      </p>
    </div>
  );
}
