import type {
  Customer,
  CustomerState,
  Day,
  DayChange,
  Item,
  ItemState,
  Kpis,
  PlanLine,
} from "@/api/types";

const NOON = "2026-11-23T12:00:00Z";

/** An item whose name is made of its code. */
export function item(itemCode: string): Item {
  return { item_code: itemCode, item_name: `Item ${itemCode}`, item_name_ar: null };
}

export function customer(customerCode: string, known: Partial<Customer> = {}): Customer {
  return {
    customer_code: customerCode,
    customer_name: `Shop ${customerCode}`,
    customer_name_ar: null,
    route_code: "1004",
    ...known,
  };
}

export function planLine(itemCode: string, known: Partial<PlanLine> = {}): PlanLine {
  return {
    item_code: itemCode,
    recommended: 10,
    tier: "SHOULD_STOCK",
    priority_score: 50,
    reason: "buys every 3 days, last 3 days ago, usually 10",
    days_since_last_purchase: 3,
    purchase_cycle_days: 3,
    purchase_frequency_pct: 33,
    usual_quantity: 10,
    ...known,
  };
}

export function customerState(
  customerCode: string,
  known: Partial<CustomerState> = {},
): CustomerState {
  return {
    customer_code: customerCode,
    customer_name: `Shop ${customerCode}`,
    customer_name_ar: null,
    planned: true,
    status: "planned",
    visited_at: null,
    visit_number: null,
    visit_source: null,
    not_visited_reason: null,
    actuals: {},
    adjusted: {},
    accuracy: {},
    adjusted_units: 10,
    recommended_units: 10,
    sold_units: 0,
    outside_units: 0,
    untold_items: 0,
    score: null,
    coverage: null,
    fulfilment: null,
    mean_accuracy: null,
    redistributed: null,
    ...known,
  };
}

export function itemState(itemCode: string, known: Partial<ItemState> = {}): ItemState {
  return {
    item_code: itemCode,
    van_load: 20,
    van_load_known: true,
    recommended: 10,
    sold: 0,
    reserved: 0,
    stock: 20,
    promised_ahead: 10,
    unallocated: 0,
    unallocated_reason: "nothing_to_redistribute",
    spare: 10,
    stock_short: 0,
    draws: [],
    taken_back: [],
    ...known,
  };
}

export function kpis(known: Partial<Kpis> = {}): Kpis {
  return {
    planned_customers: 2,
    visited_customers: 0,
    unplanned_visits: 0,
    completion: 0,
    coverage: null,
    fulfilment: null,
    score: null,
    van_load_units: 20,
    left_on_van_units: 20,
    unallocated_units: 0,
    unallocated_items: 0,
    redistributed_units: 0,
    sold_by_redistribution_units: 0,
    untold_quantities: 0,
    ...known,
  };
}

interface DayParts {
  lines?: Record<string, PlanLine[]>;
  customers?: CustomerState[];
  items?: ItemState[];
  kpis?: Partial<Kpis>;
}

/** A live day; `lines` gives the journey: its keys are the planned customers in order. */
export function makeDay(parts: DayParts = {}, known: Partial<Day> = {}): Day {
  const lines = parts.lines ?? { A: [planLine("1001")], B: [planLine("1001")] };
  const codes = Object.keys(lines);
  const itemCodes = new Set(Object.values(lines).flatMap((all) => all.map((one) => one.item_code)));
  const items = parts.items ?? [...itemCodes].map((code) => itemState(code));
  for (const one of items) itemCodes.add(one.item_code);
  const states = new Map(codes.map((code) => [code, customerState(code)]));
  for (const state of parts.customers ?? []) states.set(state.customer_code, state);
  return {
    date: "2026-11-23",
    mode: "live",
    sources: "first",
    redistribution_rules: { max_extra_percent: 50, min_extra_units: 1, max_customers_per_draw: 5 },
    version_tag: '"0.0123456789abcdef"',
    draft_base: null,
    route: {
      route_code: "1004",
      route_name: "Deira North",
      territory: "Dubai",
      customers: codes.length,
    },
    draft: { base_version: 0, revision: 1, started_at: NOON, kept_at: NOON },
    session: null,
    plan: {
      customers: codes.map((code, index) => ({
        customer_code: code,
        customer_name: `Shop ${code}`,
        customer_name_ar: null,
        sequence: index + 1,
        lines: lines[code] ?? [],
      })),
      items: Object.fromEntries([...itemCodes].map((code) => [code, item(code)])),
      freshness: {
        actuals_received_at: null,
        recommended_orders_made_at: null,
        recommended_orders_source: null,
        van_load_known: true,
      },
    },
    state: {
      kpis: kpis({ planned_customers: codes.length, ...parts.kpis }),
      customers: Object.fromEntries(states),
      items: Object.fromEntries(items.map((one) => [one.item_code, one])),
    },
    ...known,
  };
}

/** The same day, saved. */
export function savedDay(parts: DayParts = {}): Day {
  return makeDay(parts, {
    mode: "historical",
    version_tag: '"1.0123456789abcdef"',
    draft: null,
    session: {
      session_id: "1004_2026-11-23_1",
      record_version: 1,
      saved_at: NOON,
      saved_by: "Supervisor",
      session_started_at: NOON,
    },
  });
}

export function dayChange(known: Partial<DayChange> = {}): DayChange {
  return {
    draft: { base_version: 0, revision: 2, started_at: NOON, kept_at: NOON },
    sources: "first",
    kpis: kpis(),
    customers: {},
    items: {},
    new_items: {},
    removed_customers: [],
    removed_items: [],
    ...known,
  };
}
