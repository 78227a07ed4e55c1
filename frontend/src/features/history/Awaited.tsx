import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ProblemError } from "@/api/client";
import { Notice } from "@/components/Notice";
import { Skeleton } from "@/components/Skeleton";
import { useTranslation } from "@/formats/useTranslation";

interface Props<Answer> {
  query: UseQueryResult<Answer>;
  children: (answer: Answer) => ReactNode;
}

/** What a query answered; until then that one waits, or why it is not answered. */
export function Awaited<Answer>({ query, children }: Props<Answer>) {
  const { t } = useTranslation("history");
  if (query.data !== undefined) return children(query.data);
  if (!query.error) return <Skeleton rows={4} label={t("loading")} />;
  return (
    <div className="*:rounded-lg">
      <Notice tone="amber" role="alert">
        {query.error instanceof ProblemError ? query.error.message : t("unreachable")}
      </Notice>
    </div>
  );
}
