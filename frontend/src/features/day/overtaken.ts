import type { Day } from "@/api/types";
import type { Change, KeyedChange } from "./changes";

/** A quantity that was kept on this device and replaces one that was entered elsewhere since. */
export interface Overtaken {
  customerCode: string;
  itemCode: string;
  /** What was kept here; null: that nothing was entered. */
  kept: number | null;
  /** What was entered elsewhere. */
  since: number | null;
}

type Entered = Record<string, number | null>;

/** What a person had entered in the cells of a change, as the page knew the day; without it nothing. */
export function seenBy(change: Change, day: Day | undefined): Entered | undefined {
  if (change.kind !== "actuals" || !day) return undefined;
  const { customerCode, actuals } = change;
  return Object.fromEntries(
    Object.keys(actuals).map((itemCode) => [itemCode, enteredIn(day, customerCode, itemCode)]),
  );
}

/** Cells that are neither what they were when `changes` were made, nor what these make of them. */
export function overtakenIn(changes: readonly KeyedChange[], day: Day): Overtaken[] {
  const cells = new Map<string, Overtaken & { seen: number | null }>();
  for (const change of changes) {
    if (change.kind !== "actuals" || !change.seen) continue;
    const { customerCode } = change;
    for (const [itemCode, kept] of Object.entries(change.actuals)) {
      const name = JSON.stringify([customerCode, itemCode]);
      const known = cells.get(name);
      const seen = known ? known.seen : (change.seen[itemCode] ?? null);
      const since = enteredIn(day, customerCode, itemCode);
      cells.set(name, { customerCode, itemCode, kept, since, seen });
    }
  }
  return [...cells.values()]
    .filter(({ kept, since, seen }) => since !== seen && since !== kept)
    .map(({ seen: _, ...cell }) => cell);
}

function enteredIn(day: Day, customerCode: string, itemCode: string): number | null {
  const actual = day.state.customers[customerCode]?.actuals[itemCode];
  return actual?.edited ? actual.quantity : null;
}
