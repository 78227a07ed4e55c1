import type { ReviewEvidence } from "@/api/types";

/** A row of the day: a customer, an item of a customer, or an item of the whole route. */
export interface Row {
  customerCode: string | null;
  itemCode: string | null;
}

/**
 * Where the figure stands on the page; null where it is of the whole that the review is about.
 * `about`: the customer of the review, null in the route's.
 */
export function rowOf(evidence: ReviewEvidence, about: string | null): Row | null {
  const customerCode = evidence.customer_code ?? about;
  const itemCode = evidence.item_code;
  if (itemCode === null && customerCode === about) return null;
  return { customerCode, itemCode };
}

export function sameRow(one: Row | null, other: Row | null): boolean {
  return one?.customerCode === other?.customerCode && one?.itemCode === other?.itemCode;
}

/** The address of the day with the row's customer in hand, for a click with another button. */
export function addressOfRow({ customerCode }: Row): string {
  const address = new URLSearchParams(window.location.search);
  address.delete("review");
  if (customerCode === null) address.delete("customer");
  else address.set("customer", customerCode);
  return `?${address}`;
}
