import type { Refusal } from "@/features/day";

/** Refusals for the same reason. */
export interface RefusalGroup {
  reason: string;
  refusals: readonly Refusal[];
}

/**
 * Refusals by reason, in the order in which the reasons came. What was entered of a customer who
 * could not be added is told with that: the server's own reason for it only follows from it.
 */
export function byReason(refusals: readonly Refusal[]): RefusalGroup[] {
  const groups = new Map<string, Refusal[]>();
  const notAdded = new Map<string, string>();
  for (const refusal of refusals) {
    const { change, reason: own } = refusal;
    if (change.kind === "addCustomer") notAdded.set(change.customerCode, own);
    const reason = notAdded.get(change.customerCode) ?? own;
    groups.set(reason, [...(groups.get(reason) ?? []), refusal]);
  }
  return [...groups].map(([reason, found]) => ({ reason, refusals: found }));
}
