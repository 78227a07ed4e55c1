import type { NotVisitedReason } from "@/api/types";
import type { Change } from "./changes";

/** What of one customer is still on its way to the server. */
export interface Unsent {
  visited?: boolean;
  /** Why nobody went there; null: that the reason is taken back. */
  reason?: NotVisitedReason | null;
  actuals: Record<string, number | null>;
  /** Items that are taken off the list. */
  removedItems?: readonly string[];
}

const NOTHING: Unsent = { actuals: {} };

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
    result.set(change.customerCode, { ...before, ...after(change, before) });
  }
  return result;
}

/** What is different of a customer after one change more. */
function after(change: Change, { actuals, removedItems = [] }: Unsent): Partial<Unsent> {
  switch (change.kind) {
    case "visit":
    case "unvisit":
      return { visited: change.kind === "visit" };
    case "reason":
      return { reason: change.reason };
    case "actuals":
      return {
        actuals: { ...actuals, ...change.actuals },
        removedItems: removedItems.filter((itemCode) => !(itemCode in change.actuals)),
      };
    case "removeItem": {
      const { [change.itemCode]: _, ...others } = actuals;
      return { actuals: others, removedItems: [...removedItems, change.itemCode] };
    }
    default:
      return {};
  }
}
