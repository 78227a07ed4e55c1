import type { CustomerState, Day } from "@/api/types";

export interface ItemPoint {
  name: string;
  nameAr: string | null;
  recommended: number;
  sold: number;
}

/** Recommended over the plan against sold so far, by item, the most recommended first. */
export function itemSeries(day: Day, most: number): ItemPoint[] {
  return Object.values(day.state.items)
    .filter((item) => item.recommended > 0 || item.sold > 0)
    .sort((one, other) => other.recommended - one.recommended || other.sold - one.sold)
    .slice(0, most)
    .map((item) => {
      const named = day.plan.items[item.item_code];
      return {
        name: named?.item_name ?? item.item_code,
        nameAr: named?.item_name_ar ?? null,
        recommended: item.recommended,
        sold: item.sold,
      };
    });
}

export interface ScorePoint {
  /** In the journey, from 1. */
  place: number;
  name: string;
  nameAr: string | null;
  score: number;
}

/** Scores of the visited customers in journey order. */
export function scoreSeries(day: Day): ScorePoint[] {
  return day.plan.customers.flatMap(({ customer_code }, index) => {
    const customer = day.state.customers[customer_code];
    if (!customer || customer.score === null) return [];
    return [
      {
        place: index + 1,
        name: customer.customer_name,
        nameAr: customer.customer_name_ar,
        score: customer.score,
      },
    ];
  });
}

export interface ProgressPoint {
  /** Milliseconds since 1970. */
  at: number;
  visited: number;
  sold: number;
}

/** Customers visited and units sold by the time of each visit, from none at the first. */
export function progressSeries(day: Day): ProgressPoint[] {
  const visits = Object.values(day.state.customers)
    .filter((customer): customer is CustomerState & { visited_at: string } =>
      Boolean(customer.visited_at),
    )
    .sort((one, other) => one.visited_at.localeCompare(other.visited_at));
  let sold = 0;
  return visits.map((customer, index) => {
    sold += customer.sold_units;
    return { at: Date.parse(customer.visited_at), visited: index + 1, sold };
  });
}
