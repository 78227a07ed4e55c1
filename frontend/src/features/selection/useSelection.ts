import { useCallback, useMemo, useSyncExternalStore } from "react";
import { typedDate } from "./dates";

/** What is open, as the address says: a link or a reload opens the same. */
export interface Selection {
  route: string | null;
  date: string | null;
  customer: string | null;
  /** The review that is open, as its feature writes it. */
  review: string | null;
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
    };
  }, [search]);
  const select = useCallback((change: Partial<Selection>) => {
    const next = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(change)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    window.history.pushState(null, "", `?${next}`);
    window.dispatchEvent(new Event(CHANGED));
  }, []);
  return [selection, select];
}
