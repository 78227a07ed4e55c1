import type { QueryClient } from "@tanstack/react-query";
import type { Day } from "@/api/types";
import type { DayKey } from "./changes";
import { dayQuery } from "./useDay";

export function keyOfDay(day: Pick<Day, "route" | "date">): DayKey {
  return { routeCode: day.route.route_code, date: day.date };
}

/** What everything known beside the day itself is kept under: versions, audit trail, merge. */
export function besideDay(day: DayKey, ...parts: (string | number)[]) {
  return ["beside-day", day.routeCode, day.date, ...parts];
}

/** Ask anew for the day and all that belongs to it, since it is not what it was. */
export async function lookAgain(queries: QueryClient, day: DayKey): Promise<void> {
  await Promise.all([
    queries.invalidateQueries({ queryKey: dayQuery(day).queryKey }),
    queries.invalidateQueries({ queryKey: besideDay(day) }),
    queries.invalidateQueries({ queryKey: ["route-dates", day.routeCode] }),
  ]);
}
