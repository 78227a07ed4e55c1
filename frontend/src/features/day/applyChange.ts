import type { Day, DayChange } from "@/api/types";

/** The day after a change: the customers, items and figures that the server says are different. */
export function applyChange(day: Day, change: DayChange): Day {
  return {
    ...day,
    draft: change.draft,
    plan: { ...day.plan, items: { ...day.plan.items, ...change.new_items } },
    state: {
      kpis: change.kpis,
      customers: without({ ...day.state.customers, ...change.customers }, change.removed_customers),
      items: without({ ...day.state.items, ...change.items }, change.removed_items),
    },
  };
}

function without<Value>(record: Record<string, Value>, keys: string[]): Record<string, Value> {
  if (keys.length === 0) return record;
  const gone = new Set(keys);
  return Object.fromEntries(Object.entries(record).filter(([key]) => !gone.has(key)));
}
