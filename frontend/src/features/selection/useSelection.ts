import { useCallback, useEffect, useMemo, useSyncExternalStore } from "react";
import { typedDate } from "./dates";

/** What is open, as the address says: a link or a reload opens the same. */
export interface Selection {
  route: string | null;
  date: string | null;
  customer: string | null;
  /** The review that is open, as its feature writes it. */
  review: string | null;
  /** An earlier saved version; null is the day as it is now. */
  version: string | null;
}

const CHANGED = "selectionchange-by-page";

function subscribe(listener: () => void): () => void {
  window.addEventListener("popstate", listener);
  window.addEventListener(CHANGED, listener);
  return () => {
    window.removeEventListener("popstate", listener);
    window.removeEventListener(CHANGED, listener);
  };
}

export function useSelection(): [Selection, (change: Partial<Selection>) => void] {
  const search = useSyncExternalStore(subscribe, () => window.location.search);
  const selection = useMemo(() => {
    const found = new URLSearchParams(search);
    return {
      route: found.get("route"),
      // What is no date opens today, as no date does.
      date: typedDate(found.get("date") ?? ""),
      customer: found.get("customer"),
      review: found.get("review"),
      version: found.get("version"),
    };
  }, [search]);
  const select = useCallback((change: Partial<Selection>) => {
    window.history.pushState(null, "", addressWith(change));
    window.dispatchEvent(new Event(CHANGED));
  }, []);
  return [selection, select];
}

/**
 * An address that names a route and no date opens today; from then on it says which date that is,
 * so that a reload after midnight opens the same day. Going back does not meet the address without.
 */
export function useDateInAddress({ route, date }: Selection, today: string | undefined): void {
  useEffect(() => {
    if (!route || date || !today) return;
    window.history.replaceState(null, "", addressWith({ date: today }));
    window.dispatchEvent(new Event(CHANGED));
  }, [route, date, today]);
}

/** An address that names the newest version is one of the day as it is; going back does not meet it. */
export function useNoVersionInAddress(isNewest: boolean): void {
  useEffect(() => {
    if (!isNewest) return;
    window.history.replaceState(null, "", addressWith({ version: null }));
    window.dispatchEvent(new Event(CHANGED));
  }, [isNewest]);
}

function addressWith(change: Partial<Selection>): string {
  const next = new URLSearchParams(window.location.search);
  for (const [name, value] of Object.entries(change)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return `?${next}`;
}
