import type { NotVisitedReason } from "@/api/types";
import type { Change } from "./changes";

/** What of one customer is still on its way to the server. */
export interface Unsent {
  visited?: boolean;
  actuals: Record<string, number | null>;
  /** Null: there is none any more. */
  reason?: NotVisitedReason | null;
  /** Items that were taken out. */
  removed: readonly string[];
}

const NOTHING: Unsent = { actuals: {}, removed: [] };

/** For each list of unsent changes what it means by customer; lists are never changed in place. */
const known = new WeakMap<readonly Change[], ReadonlyMap<string, Unsent>>();

/** What is unsent of one customer: the same object for the same list. */
export function unsentOf(changes: readonly Change[], customerCode: string): Unsent {
  let byCustomer = known.get(changes);
  if (!byCustomer) {
    byCustomer = unsentByCustomer(changes);
    known.set(changes, byCustomer);
  }
  return byCustomer.get(customerCode) ?? NOTHING;
}

/** Unsent changes by customer, so that the page shows what was entered before it is acknowledged. */
export function unsentByCustomer(changes: readonly Change[]): ReadonlyMap<string, Unsent> {
  const result = new Map<string, Unsent>();
  for (const change of changes) {
    const before = result.get(change.customerCode) ?? NOTHING;
    result.set(change.customerCode, after(before, change));
  }
  return result;
}

function after(before: Unsent, change: Change): Unsent {
  switch (change.kind) {
    case "visit":
      return { ...before, visited: true, reason: null };
    case "unvisit":
      return { ...before, visited: false };
    case "actuals":
      return {
        ...before,
        actuals: { ...before.actuals, ...change.actuals },
        removed: before.removed.filter((itemCode) => !(itemCode in change.actuals)),
      };
    case "reason":
      return { ...before, reason: change.reason };
    case "removeItem": {
      const { [change.itemCode]: _, ...actuals } = before.actuals;
      return { ...before, actuals, removed: [...before.removed, change.itemCode] };
    }
    default:
      return before;
  }
}
