import { useQueryClient } from "@tanstack/react-query";
import { MaintenanceError, ProblemError } from "@/api/client";
import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { type DayKey, lookAgain } from "@/features/day";
import { useTranslation } from "@/formats/useTranslation";

interface Props {
  day: DayKey;
  error: Error | null;
  isRetrying: boolean;
  /** The day is opened again: what was asked has no ground any more. */
  onOpenAgain: () => void;
}

/** What the page knows of the day is out of date: pressing again would only be refused again. */
const OUT_OF_DATE = [
  "version-conflict",
  "session-saved",
  "session-not-saved",
  "database-restored",
  "nothing-to-merge",
];

export function isOutOfDate(error: Error | null): boolean {
  return error instanceof ProblemError && OUT_OF_DATE.some((slug) => error.is(slug));
}

/** Why a save, a merge or a reopening did not happen, and the next step. */
export function Refused({ day, error, isRetrying, onOpenAgain }: Props) {
  const { t } = useTranslation("conflict");
  const queries = useQueryClient();
  if (isRetrying) {
    return (
      <Notice tone="amber" role="status">
        {t("refused.retrying")}
      </Notice>
    );
  }
  if (!error) return null;
  if (!(error instanceof ProblemError)) {
    return (
      <Notice tone="red" role="alert">
        {error instanceof MaintenanceError ? error.message : t("refused.unreachable")}
      </Notice>
    );
  }
  return (
    <Notice
      tone="red"
      role="alert"
      action={
        isOutOfDate(error) && (
          <Button
            onClick={() => {
              void lookAgain(queries, day);
              onOpenAgain();
            }}
          >
            {t("refused.openAgain")}
          </Button>
        )
      }
    >
      {error.is("request-in-flight") ? t("refused.inFlight") : error.message}
    </Notice>
  );
}
