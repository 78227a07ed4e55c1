import type { Change } from "./changes";

/** What of one customer is still on its way to the server. */
export interface Unsent {
  visited?: boolean;
  actuals: Record<string, number | null>;
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
    if (change.kind === "visit" || change.kind === "unvisit") {
      result.set(change.customerCode, { ...before, visited: change.kind === "visit" });
    } else if (change.kind === "actuals") {
      result.set(change.customerCode, {
        ...before,
        actuals: { ...before.actuals, ...change.actuals },
      });
    }
  }
  return result;
}
