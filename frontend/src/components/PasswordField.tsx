import { useState } from "react";
import { useTranslation } from "@/formats/useTranslation";
import { Button } from "./Button";
import { TextField } from "./TextField";

interface Props {
  label: string;
  value: string;
  onText: (text: string) => void;
  /** Lets a password manager fill in the known one, or propose one. */
  kind: "current-password" | "new-password";
  hint?: string;
  refusal?: string | undefined;
}

/** A password, which can be looked at while it is typed. */
export function PasswordField({ label, value, onText, kind, hint, refusal }: Props) {
  const { t } = useTranslation("components");
  const [isShown, setShown] = useState(false);
  return (
    <TextField
      label={label}
      value={value}
      onText={onText}
      type={isShown ? "text" : "password"}
      autoComplete={kind}
      autoCapitalize="none"
      spellCheck={false}
      maxLength={1000}
      required
      hint={hint}
      refusal={refusal}
      aside={
        <Button
          className="shrink-0 md:min-h-11"
          aria-pressed={isShown}
          onClick={() => setShown(!isShown)}
        >
          {t("showPassword")}
        </Button>
      }
    />
  );
}
