import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answerOf, client, retryWhileUnreachable } from "@/api/client";
import type { Search } from "./search";

const AT_ONCE = 50;

/** The trail, newest first, a page after the other. */
export function trailQuery(search: Search) {
  return infiniteQueryOptions({
    queryKey: ["trail", search],
    queryFn: ({ pageParam: before }) =>
      answerOf(
        client.GET("/api/audit", {
          params: { query: { ...search, limit: AT_ONCE, ...(before && { before }) } },
        }),
      ),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: retryWhileUnreachable,
  });
}

export const actionsQuery = queryOptions({
  queryKey: ["trail-actions"],
  queryFn: () => answerOf(client.GET("/api/audit/actions")),
  refetchInterval: retryWhileUnreachable,
});
