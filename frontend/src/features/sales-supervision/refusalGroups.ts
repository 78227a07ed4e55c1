import type { Refusal } from "@/features/day";

/** Refusals for the same reason. */
export interface RefusalGroup {
  reason: string;
  refusals: readonly Refusal[];
}

/** What the server says of an entry whose customer the day does not have. */
const FOLLOWING: ReadonlySet<string> = new Set([
  "/problems/invalid-change",
  "/problems/customer-not-found",
]);

/**
 * Refusals by reason, in the order in which the reasons came. What was entered of a customer who
 * could not be added is told with that: the server's own reason for it only follows from it.
 */
export function byReason(refusals: readonly Refusal[]): RefusalGroup[] {
  const groups = new Map<string, Refusal[]>();
  const notAdded = new Map<string, string>();
  for (const refusal of refusals) {
    const { change, reason: own, type } = refusal;
    if (change.kind === "addCustomer") notAdded.set(change.customerCode, own);
    // Only that the customer is no part of the day follows; whatever else is wrong is told.
    const follows = type !== undefined && FOLLOWING.has(type);
    const reason = (follows && notAdded.get(change.customerCode)) || own;
    groups.set(reason, [...(groups.get(reason) ?? []), refusal]);
  }
  return [...groups].map(([reason, found]) => ({ reason, refusals: found }));
}
