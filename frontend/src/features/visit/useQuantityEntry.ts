import { useEffect, useEffectEvent, useRef, useState } from "react";
import { type NotTaken, readEntry, step } from "./quantity";
import { useNextAction } from "./useNextAction";

/** A pause in stepping after which the sum of the steps is entered. */
const PAUSE = 400;

/** What is on its way into the field and not entered yet. */
type Pending = { kind: "typed"; text: string } | { kind: "stepped"; quantity: number };

interface QuantityEntry {
  text: string;
  current: number | null;
  /** Why the last entry was not taken as it was typed, until something else is done. */
  notTaken: NotTaken | null;
  isTyping: boolean;
  type: (text: string) => void;
  stepBy: (by: number) => void;
  commit: () => void;
  /** Forget what was typed. */
  cancel: () => void;
}

/** The entry of one quantity: typing is entered on `commit`, stepping after a pause. */
export function useQuantityEntry(
  quantity: number | null,
  onEnter: (quantity: number | null) => void,
): QuantityEntry {
  const [pending, setPending] = useState<Pending | null>(null);
  const [notTaken, setNotTaken] = useState<NotTaken | null>(null);
  // Enter commits and moves on, which commits again before the field is drawn anew.
  const latest = useRef<Pending | null>(null);

  function become(next: Pending | null): void {
    latest.current = next;
    setPending(next);
  }

  function commit(): void {
    const now = latest.current;
    if (!now) return;
    become(null);
    const entry = now.kind === "typed" ? readEntry(now.text) : now;
    setNotTaken(entry.kind === "quantity" || entry.kind === "stepped" ? null : entry);
    if (entry.kind !== "too-large" && entry.quantity !== quantity) onEnter(entry.quantity);
  }

  function type(text: string): void {
    if (latest.current?.kind === "stepped") commit();
    setNotTaken(null);
    become({ kind: "typed", text });
  }

  function stepBy(by: number): void {
    setNotTaken(null);
    become({ kind: "stepped", quantity: step(currentOf(latest.current, quantity), by) });
  }

  const commitLater = useEffectEvent(commit);
  useEffect(() => {
    if (pending?.kind !== "stepped") return;
    const timer = window.setTimeout(() => commitLater(), PAUSE);
    return () => window.clearTimeout(timer);
  }, [pending]);
  // What waits is not lost when the row goes away, nor with the page.
  useEffect(() => {
    const commitNow = () => commitLater();
    window.addEventListener("pagehide", commitNow);
    return () => {
      window.removeEventListener("pagehide", commitNow);
      commitNow();
    };
  }, []);

  useNextAction(notTaken, () => setNotTaken(null));

  const current = currentOf(pending, quantity);
  return {
    text: pending?.kind === "typed" ? pending.text : current === null ? "" : String(current),
    current,
    notTaken,
    isTyping: pending?.kind === "typed",
    type,
    stepBy,
    commit,
    cancel: () => {
      become(null);
      setNotTaken(null);
    },
  };
}

function currentOf(pending: Pending | null, quantity: number | null): number | null {
  if (!pending) return quantity;
  if (pending.kind === "stepped") return pending.quantity;
  const entry = readEntry(pending.text);
  return entry.kind === "too-large" ? quantity : entry.quantity;
}
