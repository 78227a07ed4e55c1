import type { Day, ItemState } from "@/api/types";

export interface StockRow {
  state: ItemState;
  name: string;
  nameAr: string | null;
  /** Shares (0-1) of the longest of load and what was asked of it. */
  shares: { sold: number; reserved: number; promised: number; unallocated: number };
}

/** Items with what needs attention first: short ones, then those without a taker, then by load. */
export function stockRows(day: Day): StockRow[] {
  return Object.values(day.state.items)
    .map((state) => row(day, state))
    .sort(
      (one, other) =>
        other.state.stock_short - one.state.stock_short ||
        other.state.unallocated - one.state.unallocated ||
        other.state.van_load - one.state.van_load ||
        one.state.item_code.localeCompare(other.state.item_code),
    );
}

function row(day: Day, state: ItemState): StockRow {
  const item = day.plan.items[state.item_code];
  const whole = Math.max(state.van_load, state.sold, 1);
  return {
    state,
    name: item?.item_name ?? state.item_code,
    nameAr: item?.item_name_ar ?? null,
    shares: {
      sold: state.sold / whole,
      reserved: state.reserved / whole,
      promised: state.promised_ahead / whole,
      unallocated: state.unallocated / whole,
    },
  };
}
