import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answerOf, client } from "@/api/client";
import type { Period } from "./usePeriod";

const EACH_MINUTE = 60_000;

/** The report of a period; the server adds to its figures each minute. */
export function reportQuery(period: Period) {
  return queryOptions({
    queryKey: ["operations-report", period],
    queryFn: () =>
      answerOf(client.GET("/api/operations/report", { params: { query: { since: period } } })),
    placeholderData: keepPreviousData,
    refetchInterval: EACH_MINUTE,
  });
}
