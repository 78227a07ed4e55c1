import type { CustomerState, Plan, PlanLine } from "@/api/types";
import type { Unsent } from "@/features/day";

/** One row of a customer's item grid. */
export interface Line {
  itemCode: string;
  itemName: string;
  itemNameAr: string | null;
  /** Null for an item outside the recommendation. */
  plan: PlanLine | null;
  recommended: number;
  adjusted: number;
  quantity: number | null;
  edited: boolean;
  fromFeed: number | null;
  accuracy: number | null;
}

const TIER_ORDER = { MUST_STOCK: 0, SHOULD_STOCK: 1, CONSIDER: 2, MONITOR: 3 } as const;

/** Recommended items by tier and priority, then items added or sold outside the recommendation. */
export function linesOf(plan: Plan, customer: CustomerState, unsent: Unsent): Line[] {
  const stop = plan.customers.find((one) => one.customer_code === customer.customer_code);
  const planned = [...(stop?.lines ?? [])].sort(
    (one, other) =>
      TIER_ORDER[one.tier] - TIER_ORDER[other.tier] || other.priority_score - one.priority_score,
  );
  const known = new Set(planned.map((line) => line.item_code));
  const outside = [...new Set([...Object.keys(customer.actuals), ...Object.keys(unsent.actuals)])]
    .filter((itemCode) => !known.has(itemCode) && !unsent.removedItems?.includes(itemCode))
    .sort();
  return [
    ...planned.map((one) => line(plan, customer, unsent, one.item_code, one)),
    ...outside.map((itemCode) => line(plan, customer, unsent, itemCode, null)),
  ];
}

function line(
  { items }: Plan,
  customer: CustomerState,
  unsent: Unsent,
  itemCode: string,
  plan: PlanLine | null,
): Line {
  const item = items[itemCode];
  const actual = customer.actuals[itemCode];
  const fromFeed = actual?.from_feed ?? null;
  const asked = unsent.actuals[itemCode];
  const isAsked = asked !== undefined;
  const recommended = plan?.recommended ?? 0;
  return {
    itemCode,
    itemName: item?.item_name ?? itemCode,
    itemNameAr: item?.item_name_ar ?? null,
    plan,
    recommended,
    adjusted: customer.adjusted[itemCode] ?? recommended,
    quantity: isAsked ? (asked ?? fromFeed) : (actual?.quantity ?? null),
    edited: isAsked ? asked !== null : (actual?.edited ?? false),
    fromFeed,
    accuracy: isAsked ? null : (customer.accuracy[itemCode] ?? null),
  };
}

/** Recommended items whose quantity nobody has told. */
export function untold(lines: readonly Line[]): Line[] {
  return lines.filter((one) => one.quantity === null && (one.recommended > 0 || !one.plan));
}

/** Quantities that fill what is still unknown: as recommended (with adjustments), or nothing. */
export function fill(
  lines: readonly Line[],
  by: "recommended" | "nothing",
): Record<string, number> {
  return Object.fromEntries(
    untold(lines).map((one) => [one.itemCode, by === "recommended" ? one.adjusted : 0]),
  );
}

/** What takes a fill back: unknown again, apart from what came in between. */
export function undoneFill(
  lines: readonly Line[],
  filled: Readonly<Record<string, number>>,
): Record<string, null> {
  return Object.fromEntries(
    lines
      .filter((one) => filled[one.itemCode] !== undefined && filled[one.itemCode] === one.quantity)
      .map((one) => [one.itemCode, null]),
  );
}
