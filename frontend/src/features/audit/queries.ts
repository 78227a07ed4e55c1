import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answerOf, client, retryWhileUnreachable } from "@/api/client";
import type { Search } from "./search";

const AT_ONCE = 50;

/** The trail, newest first, a page after the other; `textActions`: what the text means, too. */
export function trailQuery(search: Search, textActions: string[]) {
  return infiniteQueryOptions({
    queryKey: ["trail", search, textActions],
    queryFn: ({ pageParam: before }) =>
      answerOf(
        client.GET("/api/audit", {
          params: {
            query: {
              ...search,
              text_action: textActions,
              limit: AT_ONCE,
              ...(before && { before }),
            },
          },
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
