import { queryOptions, useQuery } from "@tanstack/react-query";
import { answerOf, client } from "@/api/client";
import type { Maintenance } from "@/api/types";

/** Nothing is announced: a look now and then will do, since a refused change looks at once. */
const LOOK_EVERY = 60_000;
/** It may end early, and whoever waits for that should not wait long. */
const LOOK_EVERY_DURING = 10_000;
const AT_LEAST = 1_000;

export const maintenanceQuery = queryOptions({
  queryKey: ["maintenance"],
  queryFn: async () => (await answerOf(client.GET("/api/maintenance"))).maintenance,
  refetchInterval: ({ state }) => nextLook(state.data ?? null, Date.now()),
});

/** Milliseconds until the next look; no later than the start or the end of what is announced. */
export function nextLook(found: Maintenance | null, now: number): number {
  if (!found) return LOOK_EVERY;
  const next = Date.parse(found.is_on ? found.ends_at : found.starts_at) - now;
  const usual = found.is_on ? LOOK_EVERY_DURING : LOOK_EVERY;
  return Math.min(Math.max(next, AT_LEAST), usual);
}

/** The maintenance that is announced or on; null while nothing is known of any. */
export function useMaintenance(): Maintenance | null {
  return useQuery(maintenanceQuery).data ?? null;
}
