import type { Day, DrawRecipient, Outcome } from "@/api/types";

/** Units of one item that one visit left over, and where they went. */
export interface Move {
  itemCode: string;
  units: number;
  recipients: DrawRecipient[];
  withoutTaker: number;
  reason: Outcome;
}

/** All that one visit left over. */
export interface VisitMoves {
  customerCode: string;
  visitedAt: string | null;
  moves: Move[];
}

/** An item that the van is short of, and from whom it was taken back. */
export interface TakenBack {
  itemCode: string;
  units: number;
  from: DrawRecipient[];
  /** Who bought more than recommended, and how much more, the most first. */
  boughtAbove: DrawRecipient[];
  /** Units that were loaded less than the plan recommends. */
  loadedLess: number;
}

/** What every visit left over, the latest visit first, the most units first. */
export function movesByVisit(day: Day): VisitMoves[] {
  const byVisit = new Map<string, Move[]>();
  for (const item of Object.values(day.state.items)) {
    for (const draw of item.draws) {
      const placed = draw.recipients.reduce((sum, recipient) => sum + recipient.units, 0);
      const moves = byVisit.get(draw.from_customer) ?? [];
      moves.push({
        itemCode: item.item_code,
        units: draw.units,
        recipients: draw.recipients,
        withoutTaker: draw.units - placed,
        reason: item.unallocated_reason,
      });
      byVisit.set(draw.from_customer, moves);
    }
  }
  return [...byVisit]
    .map(([customerCode, moves]) => ({
      customerCode,
      visitedAt: day.state.customers[customerCode]?.visited_at ?? null,
      moves: moves.sort((one, other) => other.units - one.units),
    }))
    .sort((one, other) => (other.visitedAt ?? "").localeCompare(one.visitedAt ?? ""));
}

/** What the van is short of, and why; the most units first. */
export function takenBack(day: Day): TakenBack[] {
  return Object.values(day.state.items)
    .filter((item) => item.taken_back.length > 0)
    .map((item) => ({
      itemCode: item.item_code,
      units: item.taken_back.reduce((sum, one) => sum + one.units, 0),
      from: item.taken_back,
      boughtAbove: boughtAbove(day, item.item_code),
      loadedLess: Math.max(0, item.recommended - item.van_load),
    }))
    .sort((one, other) => other.units - one.units);
}

function boughtAbove(day: Day, itemCode: string): DrawRecipient[] {
  const recommended = new Map(
    day.plan.customers.map(({ customer_code, lines }) => [
      customer_code,
      lines.find((line) => line.item_code === itemCode)?.recommended ?? 0,
    ]),
  );
  return Object.values(day.state.customers)
    .filter((customer) => customer.status === "visited")
    .map(({ customer_code, actuals }) => ({
      customer_code,
      units: (actuals[itemCode]?.quantity ?? 0) - (recommended.get(customer_code) ?? 0),
    }))
    .filter(({ units }) => units > 0)
    .sort((one, other) => other.units - one.units);
}
