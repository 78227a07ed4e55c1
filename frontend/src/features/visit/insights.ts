import type { CustomerState } from "@/api/types";
import type { Line } from "./lines";

/** One thing worth saying about a customer, and the lines that it is about, the worst first. */
export interface Insight {
  kind: "mustStockMissed" | "mustStockLow" | "overdue";
  lines: readonly Line[];
}

const OVERDUE_FROM = 1.5;

/** The share of a recommendation from which on its item's accuracy is perfect. */
const ENOUGH_FROM = 0.75;

/** What a supervisor should see first, the weightiest first. */
export function insights(customer: CustomerState, lines: readonly Line[]): Insight[] {
  const found: Insight[] = [];
  const visited = customer.status === "visited";
  const mustStock = lines.filter((line) => visited && line.plan?.tier === "MUST_STOCK");
  const missed = mustStock.filter((line) => line.quantity === 0);
  if (missed.length > 0) found.push({ kind: "mustStockMissed", lines: missed });
  const low = mustStock.filter(isLow).sort((one, other) => lacking(other) - lacking(one));
  if (low.length > 0) found.push({ kind: "mustStockLow", lines: low });
  const overdue = mostOverdue(lines.filter((line) => !visited || line.quantity === 0));
  if (overdue) found.push({ kind: "overdue", lines: [overdue] });
  return found;
}

/** Sold, but clearly less than was recommended, whatever redistribution offered on top. */
function isLow(line: Line): boolean {
  const { quantity } = line;
  return quantity !== null && quantity > 0 && quantity < wanted(line) * ENOUGH_FROM;
}

function lacking(line: Line): number {
  return wanted(line) - (line.quantity ?? 0);
}

function wanted({ recommended, adjusted }: Line): number {
  return Math.min(recommended, adjusted);
}

function mostOverdue(lines: readonly Line[]): Line | undefined {
  return lines
    .filter((line) => cyclesPassed(line) >= OVERDUE_FROM)
    .sort((one, other) => cyclesPassed(other) - cyclesPassed(one))[0];
}

function cyclesPassed({ plan }: Line): number {
  const cycle = plan?.purchase_cycle_days;
  const days = plan?.days_since_last_purchase;
  return cycle && days ? days / cycle : 0;
}
