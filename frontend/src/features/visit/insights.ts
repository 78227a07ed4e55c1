import type { CustomerState } from "@/api/types";
import type { Line } from "./lines";

/** One thing worth saying about a customer; `key` and `values` name a text of the catalogue. */
export interface Insight {
  key: "mustStockMissed" | "overdue";
  values: Record<string, string | number>;
}

const OVERDUE_FROM = 1.5;

/** What a supervisor should see first, the weightiest first. */
export function insights(customer: CustomerState, lines: readonly Line[]): Insight[] {
  const found: Insight[] = [];
  const visited = customer.status === "visited";
  const missed = lines.filter((line) => line.plan?.tier === "MUST_STOCK" && line.quantity === 0);
  if (visited && missed.length > 0) {
    found.push({ key: "mustStockMissed", values: { count: missed.length } });
  }
  const overdue = mostOverdue(lines.filter((line) => !visited || line.quantity === 0));
  if (overdue?.plan) {
    found.push({
      key: "overdue",
      values: {
        item: overdue.itemName,
        cycle: Math.max(1, Math.round(overdue.plan.purchase_cycle_days ?? 0)),
        days: overdue.plan.days_since_last_purchase ?? 0,
      },
    });
  }
  return found;
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
