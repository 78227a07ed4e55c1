import { ProblemError } from "@/api/client";
import { useTranslation } from "@/formats/useTranslation";
import { Notice } from "./Notice";

/** Why something that was asked for was not done, and what to do; nothing where it was. */
export function Refusal({ error }: { error: Error | null }) {
  const { t } = useTranslation("components");
  if (!error) return null;
  return (
    <Notice tone="red" role="alert">
      {error instanceof ProblemError ? error.message : t("unreachable")}
    </Notice>
  );
}

/** What the server says of one field, where it refused for that. */
export function refusalOf(error: Error | null, field: string): string | undefined {
  if (!(error instanceof ProblemError)) return undefined;
  return error.problem.errors?.find((one) => one.field === field)?.message;
}
