import type { Change } from "./changes";

/** What of one customer is still on its way to the server. */
export interface Unsent {
  visited?: boolean;
  actuals: Record<string, number | null>;
}

const NOTHING: Unsent = { actuals: {} };

/** Unsent changes by customer, so that the page shows what was entered before it is acknowledged. */
export function unsentByCustomer(changes: readonly Change[]): ReadonlyMap<string, Unsent> {
  const result = new Map<string, Unsent>();
  for (const change of changes) {
    const known = result.get(change.customerCode) ?? NOTHING;
    if (change.kind === "visit" || change.kind === "unvisit") {
      result.set(change.customerCode, { ...known, visited: change.kind === "visit" });
    } else if (change.kind === "actuals") {
      result.set(change.customerCode, {
        ...known,
        actuals: { ...known.actuals, ...change.actuals },
      });
    }
  }
  return result;
}

export const NOTHING_UNSENT: Unsent = NOTHING;
