import type { CustomerState, Day } from "@/api/types";

export interface Warnings {
  /** Visited customers with quantities that nobody has told, the most first. */
  untold: CustomerState[];
  /** Customers with quantities noted that are not marked visited: those do not count. */
  noted: CustomerState[];
  /** Planned customers that were not visited, in journey order. */
  notVisited: CustomerState[];
}

/** What somebody should know before the day is closed. */
export function warningsOf(day: Day): Warnings {
  const customers = Object.values(day.state.customers);
  const inOrder = day.plan.customers
    .map((stop) => day.state.customers[stop.customer_code])
    .filter((customer) => customer !== undefined);
  return {
    untold: customers
      .filter((customer) => customer.status === "visited" && customer.untold_items > 0)
      .sort((one, other) => other.untold_items - one.untold_items),
    noted: customers.filter(
      (customer) =>
        customer.status === "planned" &&
        Object.values(customer.actuals).some((actual) => actual.quantity !== null),
    ),
    notVisited: inOrder.filter((customer) => customer.status === "planned"),
  };
}
