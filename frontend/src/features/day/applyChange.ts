import type { Day, DayChange, Plan } from "@/api/types";

/** The day after a change: the customers, items and figures that the server says are different. */
export function applyChange(day: Day, change: DayChange): Day {
  return {
    ...day,
    draft: change.draft,
    plan: withItems(day.plan, change.new_items),
    state: {
      kpis: change.kpis,
      customers: without({ ...day.state.customers, ...change.customers }, change.removed_customers),
      items: without({ ...day.state.items, ...change.items }, change.removed_items),
    },
  };
}

/** The very same plan where nothing is new, so that what is drawn of it need not be drawn again. */
function withItems(plan: Plan, items: DayChange["new_items"]): Plan {
  if (Object.keys(items).length === 0) return plan;
  return { ...plan, items: { ...plan.items, ...items } };
}

function without<Value>(record: Record<string, Value>, keys: string[]): Record<string, Value> {
  if (keys.length === 0) return record;
  const gone = new Set(keys);
  return Object.fromEntries(Object.entries(record).filter(([key]) => !gone.has(key)));
}
