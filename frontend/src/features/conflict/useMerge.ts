import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { answerOf, client, retryWhileUnreachable } from "@/api/client";
import type { MergeChoice, MergePreview } from "@/api/types";
import { type DayKey, dayPath, lookAgain, quoted, useSubmission } from "@/features/day";
import { forgetChoices } from "./useChoices";

/** Before, mine and theirs of every cell that was changed since the draft began. */
export function mergeQuery(day: DayKey) {
  return queryOptions({
    // Not beside the day: once merged or discarded there is nothing to ask for again.
    queryKey: ["merge", day.routeCode, day.date],
    queryFn: () =>
      answerOf(
        client.GET("/api/days/{route_code}/{date}/merge", { params: { path: dayPath(day) } }),
      ),
    refetchInterval: retryWhileUnreachable,
  });
}

/** What is to be merged; asked for, or looked at again, once the server has all entries of mine. */
export function useMergePreview(day: DayKey, isWaiting: boolean) {
  const preview = useQuery({ ...mergeQuery(day), enabled: !isWaiting });
  const { refetch } = preview;
  const wasWaiting = useRef(isWaiting);
  useEffect(() => {
    if (wasWaiting.current && !isWaiting) void refetch();
    wasWaiting.current = isWaiting;
  }, [isWaiting, refetch]);
  return preview;
}

/** Save the merge as the next version; where the version moved meanwhile, look at it again. */
export function useSaveMerge(day: DayKey, preview: MergePreview | undefined, onMerged: () => void) {
  const queries = useQueryClient();
  return useSubmission({
    versionTag: quoted(preview?.version_tag ?? ""),
    send: (choices: MergeChoice[], guard) =>
      answerOf(
        client.POST("/api/days/{route_code}/{date}/session/merge", {
          params: { path: dayPath(day), header: guard },
          body: { choices },
        }),
      ),
    onDone: async () => {
      forgetChoices(day);
      await lookAgain(queries, day);
      onMerged();
      queries.removeQueries({ queryKey: mergeQuery(day).queryKey });
    },
    onRefused: () => void queries.invalidateQueries({ queryKey: mergeQuery(day).queryKey }),
  });
}

/** Throw away the entries that are kept aside. */
export function useDiscard(day: DayKey) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      answerOf(
        client.DELETE("/api/days/{route_code}/{date}/draft", { params: { path: dayPath(day) } }),
      ),
    onSuccess: () => {
      forgetChoices(day);
      queries.removeQueries({ queryKey: mergeQuery(day).queryKey });
      return lookAgain(queries, day);
    },
  });
}
