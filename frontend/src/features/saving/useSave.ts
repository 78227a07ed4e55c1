import { useQueryClient } from "@tanstack/react-query";
import { answerOf, client } from "@/api/client";
import type { Day } from "@/api/types";
import { dayPath, keyOfDay, lookAgain, useSubmission } from "@/features/day";

/** Save the day as the next version. */
export function useSave(day: Day, onSaved: () => void) {
  const queries = useQueryClient();
  const key = keyOfDay(day);
  return useSubmission({
    versionTag: day.version_tag,
    send: (_: null, guard) =>
      answerOf(
        client.POST("/api/days/{route_code}/{date}/session", {
          params: { path: dayPath(key), header: guard },
        }),
      ),
    onDone: async () => {
      await lookAgain(queries, key);
      onSaved();
    },
  });
}
