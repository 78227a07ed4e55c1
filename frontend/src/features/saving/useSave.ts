import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { answerOf, client, UnreachableError } from "@/api/client";
import type { Day } from "@/api/types";
import { dayPath, dayQuery } from "@/features/day";

const TRIES = 4;

/**
 * Save the day. The idempotency key stays the same until a save is answered, so that a repeated
 * attempt after a lost answer is answered with the first one.
 */
export function useSave(day: Day, onSaved: () => void) {
  const queries = useQueryClient();
  const key = useRef<string | null>(null);
  const dayKey = { routeCode: day.route.route_code, date: day.date };
  return useMutation({
    retry: (failures, error) => error instanceof UnreachableError && failures < TRIES,
    retryDelay: (attempt) => 500 * 2 ** attempt,
    mutationFn: () => {
      key.current ??= crypto.randomUUID();
      return answerOf(
        client.POST("/api/days/{route_code}/{date}/session", {
          params: {
            path: dayPath(dayKey),
            header: { "if-match": day.version_tag, "idempotency-key": key.current },
          },
        }),
      );
    },
    onSuccess: async () => {
      key.current = null;
      await queries.invalidateQueries({ queryKey: dayQuery(dayKey).queryKey });
      await queries.invalidateQueries({ queryKey: ["route-dates", dayKey.routeCode] });
      // Here, not at the call: by now the day is read-only and whoever called may be gone.
      onSaved();
    },
  });
}
