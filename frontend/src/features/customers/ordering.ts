import type { CustomerState, Day } from "@/api/types";

interface Customers {
  planned: CustomerState[];
  unplanned: CustomerState[];
  /** The first customer in journey order that is neither visited nor given up. */
  nextCode: string | null;
  ahead: number;
  /** Place of each planned customer in the journey, from 1. */
  sequences: ReadonlyMap<string, number>;
}

export function split(day: Day): Customers {
  const { customers } = day.state;
  const planned = day.plan.customers
    .map((stop) => customers[stop.customer_code])
    .filter((customer) => customer !== undefined);
  const waiting = planned.filter((customer) => customer.status === "planned");
  return {
    planned,
    unplanned: Object.values(customers).filter((customer) => !customer.planned),
    nextCode: waiting.find((customer) => !customer.not_visited_reason)?.customer_code ?? null,
    ahead: waiting.length,
    sequences: new Map(
      day.plan.customers.map((stop, index) => [stop.customer_code, index + 1] as const),
    ),
  };
}

export function matches(customer: CustomerState, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  return [customer.customer_code, customer.customer_name, customer.customer_name_ar ?? ""].some(
    (text) => text.toLowerCase().includes(wanted),
  );
}
