import { useCallback, useEffect, useRef, useState } from "react";
import { BESIDE, type Row } from "@/features/reviews";
import { useSelection } from "@/features/selection";
import { PHONE } from "./media";
import type { Tab } from "./PhoneTabs";

const HIGHLIGHT = 1600;

interface RowInView {
  /** The item of the demand that is looked for. */
  wantedItem: string | null;
  showRow: (row: Row) => void;
}

/**
 * Shows the row that a point of a review speaks of, and takes the focus there. A review that
 * covers the day makes way for it.
 */
export function useRowInView(chosen: string | null, onTab: (tab: Tab) => void): RowInView {
  const [, select] = useSelection();
  const [wanted, setWanted] = useState<Row | null>(null);

  const showRow = useCallback(
    (row: Row) => {
      const isBeside = window.matchMedia(BESIDE).matches;
      // An item of the route is found in the demand, which a phone shows only beside no customer.
      if (row.customerCode === null) onTab("demand");
      const isPhone = window.matchMedia(PHONE).matches;
      setWanted({ ...row });
      select({
        ...(row.customerCode !== null || isPhone ? { customer: row.customerCode } : {}),
        ...(isBeside ? {} : { review: null }),
      });
    },
    [onTab, select],
  );

  const shown = useRef<Row | null>(null);
  useEffect(() => {
    if (!wanted || wanted === shown.current) return;
    if (wanted.customerCode !== null && wanted.customerCode !== chosen) return;
    shown.current = wanted;
    const element = elementOf(wanted);
    element?.scrollIntoView({ block: "center" });
    element?.focus({ preventScroll: true });
    element?.animate?.([{ background: "var(--brand-soft)" }, {}], HIGHLIGHT);
  }, [wanted, chosen]);

  return { wantedItem: wanted?.customerCode === null ? wanted.itemCode : null, showRow };
}

function elementOf({ customerCode, itemCode }: Row): HTMLElement | null {
  const part =
    customerCode === null ? "[data-demand]" : `[data-visit="${CSS.escape(customerCode)}"]`;
  const row = itemCode === null ? null : find(`${part} [data-item="${CSS.escape(itemCode)}"]`);
  return row ?? find(customerCode === null ? part : `${part} [data-customer-name]`);
}

function find(selector: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(selector);
}
