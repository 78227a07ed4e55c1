import { ProblemError } from "@/api/client";
import { Button } from "@/components/Button";
import { useTranslation } from "@/formats/useTranslation";

interface Props {
  error: Error;
  onRetry: () => void;
}

/** Why there is no report, and the way on: what was refused is refused again. */
export function CannotReport({ error, onRetry }: Props) {
  const { t } = useTranslation("operations");
  if (error instanceof ProblemError) return <p role="alert">{error.message}</p>;
  return (
    <div role="alert" className="grid justify-items-start gap-3">
      <p>{t("unreachable")}</p>
      <Button onClick={onRetry}>{t("tryAgain")}</Button>
    </div>
  );
}
