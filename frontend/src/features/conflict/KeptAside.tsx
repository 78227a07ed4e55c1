import { useState } from "react";
import type { Day } from "@/api/types";
import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { keptAsideFrom, keyOfDay } from "@/features/day";
import { useMay } from "@/features/identity";
import { useTranslation } from "@/formats/useTranslation";
import { Refused } from "./Refused";
import { useDiscard } from "./useMerge";

/** Entries from before the version that is shown: merge them, or discard them after one question. */
export function KeptAside({ day, onMerge }: { day: Day; onMerge: () => void }) {
  const { t } = useTranslation("conflict");
  const mayMerge = useMay("supervise");
  const [isAsked, setAsked] = useState(false);
  const discard = useDiscard(keyOfDay(day));
  const version = day.session?.record_version;
  if (!mayMerge || keptAsideFrom(day) === null) return null;
  return (
    <>
      <Notice
        tone="blue"
        role="status"
        action={
          <div className="flex flex-wrap gap-2">
            {isAsked ? (
              <>
                <Button onClick={() => setAsked(false)}>{t("aside.keepThem")}</Button>
                <Button busy={discard.isPending} onClick={() => discard.mutate()}>
                  {t("aside.discardNow")}
                </Button>
              </>
            ) : (
              <>
                <Button onClick={onMerge}>{t("aside.merge")}</Button>
                <Button look="quiet" onClick={() => setAsked(true)}>
                  {t("aside.discard")}
                </Button>
              </>
            )}
          </div>
        }
      >
        {t(isAsked ? "aside.sure" : "aside.kept", { version })}
      </Notice>
      <Refused
        day={keyOfDay(day)}
        error={discard.error}
        isRetrying={false}
        onOpenAgain={() => setAsked(false)}
      />
    </>
  );
}
