import { ProblemError } from "@/api/client";
import { Button } from "@/components/Button";
import { useTranslation } from "@/formats/useTranslation";

interface Props {
  error: Error;
  onRetry: () => void;
}

/** Why there is no report, and the way on. */
export function CannotReport({ error, onRetry }: Props) {
  const { t } = useTranslation("operations");
  return (
    <div role="alert" className="grid justify-items-start gap-3">
      <p>{error instanceof ProblemError ? error.message : t("unreachable")}</p>
      <Button onClick={onRetry}>{t("tryAgain")}</Button>
    </div>
  );
}
