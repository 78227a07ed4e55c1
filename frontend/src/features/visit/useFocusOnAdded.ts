import { type RefObject, useCallback, useLayoutEffect, useRef } from "react";
import type { Line } from "./lines";

/**
 * An item that was added takes the focus to its quantity, which is what comes next; without this
 * the focus would be lost with the search that picked it.
 */
export function useFocusOnAdded(
  visit: RefObject<HTMLElement | null>,
  lines: readonly Line[],
): (itemCode: string) => void {
  const awaited = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (!lines.some((line) => line.itemCode === awaited.current)) return;
    const rows = visit.current?.querySelectorAll<HTMLElement>("[data-item]") ?? [];
    const added = [...rows].find((row) => row.getAttribute("data-item") === awaited.current);
    added?.querySelector<HTMLElement>("[data-quantity]")?.focus();
    awaited.current = null;
  }, [visit, lines]);
  return useCallback((itemCode) => {
    awaited.current = itemCode;
  }, []);
}
