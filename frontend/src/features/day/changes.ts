import { answerOf, client } from "@/api/client";
import type { DayChange, NotVisitedReason } from "@/api/types";

/** Which day: the parts of its address. */
export interface DayKey {
  routeCode: string;
  date: string;
}

/** What a supervisor does to a day, one customer at a time. */
export type Change = { customerCode: string } & (
  | { kind: "visit" }
  | { kind: "unvisit" }
  | { kind: "actuals"; actuals: Record<string, number | null> }
  | { kind: "reason"; reason: NotVisitedReason | null }
  /** Named here: the day does not know it yet. */
  | { kind: "addCustomer"; named?: { name: string; arabic: string | null } }
  | { kind: "removeCustomer" }
  | { kind: "removeItem"; itemCode: string }
);

/**
 * A change with a name of its own, the same at each attempt: the server applies it once. `epoch`:
 * of the database when it was made, so that it is not mixed with a day from before a restore.
 */
export type KeyedChange = Change & {
  key: string;
  epoch?: string;
  /** By item what a person had entered there when the change was made. */
  seen?: Record<string, number | null>;
};

/**
 * Both changes in one where the later is more of the same, or null. It has the later one's key:
 * another page may have taken up the earlier one, whose key stays with what it was there.
 */
export function joinedWith(earlier: KeyedChange, later: KeyedChange): KeyedChange | null {
  if (earlier.kind !== "actuals" || later.kind !== "actuals") return null;
  if (earlier.customerCode !== later.customerCode) return null;
  const { key, seen } = later;
  const actuals = { ...earlier.actuals, ...later.actuals };
  return { ...earlier, key, actuals, ...(seen && { seen: { ...seen, ...earlier.seen } }) };
}

export function dayPath(day: DayKey) {
  return { route_code: day.routeCode, date: day.date };
}

/** Send one change; a repeat is not applied again, however late it comes. */
export function sendChange(day: DayKey, change: KeyedChange): Promise<DayChange> {
  const path = { ...dayPath(day), customer_code: change.customerCode };
  const header = {
    "idempotency-key": change.key,
    ...(change.epoch && { "database-epoch": change.epoch }),
  };
  const params = { path, header };
  switch (change.kind) {
    case "visit":
      return answerOf(
        client.PUT("/api/days/{route_code}/{date}/visits/{customer_code}", {
          params,
          body: {},
        }),
      );
    case "unvisit":
      return answerOf(
        client.DELETE("/api/days/{route_code}/{date}/visits/{customer_code}", { params }),
      );
    case "actuals":
      return answerOf(
        client.PATCH("/api/days/{route_code}/{date}/customers/{customer_code}/actuals", {
          params,
          body: { actuals: change.actuals },
        }),
      );
    case "reason":
      return answerOf(
        client.PUT("/api/days/{route_code}/{date}/customers/{customer_code}/not-visited-reason", {
          params,
          body: { reason: change.reason },
        }),
      );
    case "addCustomer":
      return answerOf(
        client.PUT("/api/days/{route_code}/{date}/unplanned-customers/{customer_code}", { params }),
      );
    case "removeCustomer":
      return answerOf(
        client.DELETE("/api/days/{route_code}/{date}/unplanned-customers/{customer_code}", {
          params,
        }),
      );
    case "removeItem":
      return answerOf(
        client.DELETE(
          "/api/days/{route_code}/{date}/customers/{customer_code}/actuals/{item_code}",
          { params: { path: { ...path, item_code: change.itemCode }, header } },
        ),
      );
    default:
      // What is kept may be of another release.
      throw new Error("This page cannot send an entry of this kind.", {
        cause: change satisfies never,
      });
  }
}
