import { queryOptions, useQuery } from "@tanstack/react-query";
import { answerOf, client, retryWhileUnreachable } from "@/api/client";
import type { Day } from "@/api/types";
import { type DayKey, dayPath } from "./changes";

const REFRESH_EVERY = 30_000;

export function dayQuery(day: DayKey) {
  return queryOptions({
    queryKey: ["day", day.routeCode, day.date],
    queryFn: () => openDay(day),
  });
}

/** The day with the version that it stands for, of which the header tells. */
async function openDay(day: DayKey): Promise<Day> {
  const asked = client.GET("/api/days/{route_code}/{date}", { params: { path: dayPath(day) } });
  const opened = await answerOf(asked);
  const { response } = await asked;
  return { ...opened, version_tag: response.headers.get("version-tag") };
}

/** The day, looked at again every half minute while it is live: the sales feed may have news. */
export function useDay(day: DayKey) {
  return useQuery({
    ...dayQuery(day),
    refetchInterval: (query) =>
      retryWhileUnreachable(query) || (query.state.data?.mode === "live" ? REFRESH_EVERY : false),
  });
}
