import type { CustomerState, Day, Item } from "@/api/types";

/** A visited customer with quantities that nobody has told, and of which items. */
export interface Untold {
  customer: CustomerState;
  items: Pick<Item, "item_code" | "item_name" | "item_name_ar">[];
}

export interface Warnings {
  /** The most quantities first. */
  untold: Untold[];
  /** Customers with quantities noted that are not marked visited: those do not count. */
  noted: CustomerState[];
  /** Planned customers that were not visited, in journey order. */
  notVisited: CustomerState[];
}

/** What somebody should know before the day is closed. */
export function warningsOf(day: Day): Warnings {
  const customers = Object.values(day.state.customers);
  const recommended = new Map(
    day.plan.customers.map((stop) => [
      stop.customer_code,
      stop.lines.filter((line) => line.recommended > 0).map((line) => line.item_code),
    ]),
  );
  const inOrder = day.plan.customers
    .map((stop) => day.state.customers[stop.customer_code])
    .filter((customer) => customer !== undefined);
  return {
    untold: customers
      .filter((customer) => customer.status === "visited" && customer.untold_items > 0)
      .map((customer) => ({
        customer,
        items: untoldItems(day, customer, recommended.get(customer.customer_code) ?? []),
      }))
      .sort((one, other) => other.items.length - one.items.length),
    noted: customers.filter(
      (customer) =>
        customer.status === "planned" &&
        Object.values(customer.actuals).some((actual) => actual.quantity !== null),
    ),
    notVisited: inOrder.filter((customer) => customer.status === "planned"),
  };
}

function untoldItems(day: Day, customer: CustomerState, recommended: string[]): Untold["items"] {
  return [...new Set([...recommended, ...Object.keys(customer.actuals)])]
    .filter((code) => (customer.actuals[code]?.quantity ?? null) === null)
    .map(
      (code) => day.plan.items[code] ?? { item_code: code, item_name: code, item_name_ar: null },
    );
}
