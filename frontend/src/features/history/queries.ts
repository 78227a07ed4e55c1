import { queryOptions } from "@tanstack/react-query";
import { answerOf, client, retryWhileUnreachable } from "@/api/client";
import type { Day } from "@/api/types";
import { besideDay, type DayKey, dayPath } from "@/features/day";

/** Every saved version of a day, the newest first. */
export function versionsQuery(day: DayKey) {
  return queryOptions({
    queryKey: besideDay(day, "versions"),
    queryFn: () =>
      answerOf(
        client.GET("/api/days/{route_code}/{date}/versions", { params: { path: dayPath(day) } }),
      ),
    refetchInterval: retryWhileUnreachable,
  });
}

/** The day as it was saved in one version: it never changes any more, and takes no changes. */
export function versionQuery(day: DayKey, version: number) {
  return queryOptions({
    queryKey: ["day-version", day.routeCode, day.date, version],
    queryFn: async (): Promise<Day> => {
      const saved = await answerOf(
        client.GET("/api/days/{route_code}/{date}/versions/{record_version}", {
          params: { path: { ...dayPath(day), record_version: version } },
        }),
      );
      return { ...saved, version_tag: "", draft_base: null };
    },
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: retryWhileUnreachable,
  });
}

/** The cells that differ between two versions. */
export function differencesQuery(day: DayKey, before: number, after: number) {
  return queryOptions({
    queryKey: ["day-differences", day.routeCode, day.date, before, after],
    queryFn: () =>
      answerOf(
        client.GET(
          "/api/days/{route_code}/{date}/versions/{record_version}/differences/{other_version}",
          {
            params: { path: { ...dayPath(day), record_version: before, other_version: after } },
          },
        ),
      ),
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: retryWhileUnreachable,
  });
}

/** Who did what to the day, the newest first. */
export function auditQuery(day: DayKey) {
  return queryOptions({
    queryKey: besideDay(day, "audit"),
    queryFn: () =>
      answerOf(
        client.GET("/api/days/{route_code}/{date}/audit", { params: { path: dayPath(day) } }),
      ),
    refetchInterval: retryWhileUnreachable,
  });
}
