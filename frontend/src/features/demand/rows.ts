import type { Day } from "@/api/types";

export const COLUMNS = ["item", "recommended", "loaded", "sold", "promised", "difference"] as const;

export type Column = (typeof COLUMNS)[number];

export interface DemandRow {
  itemCode: string;
  item: string;
  itemAr: string | null;
  recommended: number;
  /** Null where no van load is known. */
  loaded: number | null;
  sold: number;
  promised: number;
  /** Units on the van beyond what is sold and promised; below 0 the van is short. */
  difference: number;
  /** Sold or loaded although nobody is recommended it. */
  outside: boolean;
}

export function demandRows(day: Day): DemandRow[] {
  return Object.values(day.state.items).map((state) => {
    const item = day.plan.items[state.item_code];
    const taken = state.taken_back.reduce((sum, one) => sum + one.units, 0);
    return {
      itemCode: state.item_code,
      item: item?.item_name ?? state.item_code,
      itemAr: item?.item_name_ar ?? null,
      recommended: state.recommended,
      loaded: state.van_load_known ? state.van_load : null,
      sold: state.sold,
      promised: state.promised_ahead,
      difference: state.unallocated + state.spare - taken - state.stock_short,
      outside: state.recommended === 0,
    };
  });
}

export function sorted(rows: DemandRow[], by: Column, descending: boolean): DemandRow[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((one, other) => {
    const compared =
      by === "item"
        ? one.item.localeCompare(other.item)
        : (one[by] ?? Number.NEGATIVE_INFINITY) - (other[by] ?? Number.NEGATIVE_INFINITY);
    return sign * compared || one.itemCode.localeCompare(other.itemCode);
  });
}
