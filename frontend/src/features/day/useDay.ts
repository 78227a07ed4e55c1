import { queryOptions, useQuery } from "@tanstack/react-query";
import { answerOf, client, retryWhileUnreachable } from "@/api/client";
import type { Day } from "@/api/types";
import { type DayKey, dayPath } from "./changes";

const REFRESH_EVERY = 30_000;

export function dayQuery(day: DayKey) {
  return queryOptions({
    queryKey: ["day", day.routeCode, day.date],
    queryFn: async (): Promise<Day> => {
      const call = client.GET("/api/days/{route_code}/{date}", { params: { path: dayPath(day) } });
      const answer = await answerOf(call);
      const { headers } = (await call).response;
      const base = headers.get("Draft-Base");
      return {
        ...answer,
        version_tag: headers.get("Version-Tag") ?? "",
        draft_base: base === null ? null : Number(base),
      };
    },
  });
}

/** The day, looked at again every half minute while it is live: the sales feed may have news. */
export function useDay(day: DayKey) {
  return useQuery({
    ...dayQuery(day),
    refetchInterval: (query) =>
      retryWhileUnreachable(query) || (query.state.data?.mode === "live" ? REFRESH_EVERY : false),
  });
}
