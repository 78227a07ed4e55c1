import type { Day, ItemState } from "@/api/types";

/** One item on the van, ready to be drawn. */
export interface StockRow {
  state: ItemState;
  name: string;
  nameAr: string | null;
  /** Units that the customers ahead are promised less than planned, because the van lacks them. */
  lacking: number;
  /** Sold above a load that is known; without a known load nobody can say so. */
  short: number;
  shares: Shares;
}

/** Shares (0-1) of the load, or of what sold where that is more. */
export interface Shares {
  sold: number;
  above: number;
  reserved: number;
  promised: number;
  unallocated: number;
  spare: number;
}

/** Items with what needs attention first, then by load. */
export function stockRows(day: Day): StockRow[] {
  return Object.values(day.state.items)
    .map((state) => stockRow(day, state))
    .sort(
      (one, other) =>
        other.short - one.short ||
        other.state.unallocated - one.state.unallocated ||
        other.lacking - one.lacking ||
        other.state.van_load - one.state.van_load ||
        one.state.item_code.localeCompare(other.state.item_code),
    );
}

/** Rows whose item has this text in its code or in either name. */
export function matching(rows: StockRow[], search: string): StockRow[] {
  const wanted = search.trim().toLowerCase();
  return rows.filter((row) =>
    [row.state.item_code, row.name, row.nameAr ?? ""].some((text) =>
      text.toLowerCase().includes(wanted),
    ),
  );
}

function stockRow(day: Day, state: ItemState): StockRow {
  const item = day.plan.items[state.item_code];
  const short = state.van_load_known ? state.stock_short : 0;
  return {
    state,
    name: item?.item_name ?? state.item_code,
    nameAr: item?.item_name_ar ?? null,
    lacking: state.taken_back.reduce((sum, one) => sum + one.units, 0),
    short,
    shares: shares(state, short),
  };
}

function shares(state: ItemState, short: number): Shares {
  const whole = Math.max(state.van_load, state.sold, 1);
  return {
    sold: (state.sold - short) / whole,
    above: short / whole,
    reserved: state.reserved / whole,
    promised: state.promised_ahead / whole,
    unallocated: state.unallocated / whole,
    spare: state.spare / whole,
  };
}
