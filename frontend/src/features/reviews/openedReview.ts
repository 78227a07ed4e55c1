/** The review that is open, as the address names it: the route's, or that of one customer. */
export interface OpenedReview {
  /** null: of the route. */
  customerCode: string | null;
}

const ROUTE = "route";
const CUSTOMER = "customer.";

/** What stands in the address for an open review. */
export function addressOfReview({ customerCode }: OpenedReview): string {
  return customerCode === null ? ROUTE : CUSTOMER + customerCode;
}

/** The review that the address names; what is none opens none. */
export function reviewInAddress(text: string | null): OpenedReview | null {
  if (text === ROUTE) return { customerCode: null };
  if (text?.startsWith(CUSTOMER)) return { customerCode: text.slice(CUSTOMER.length) };
  return null;
}
