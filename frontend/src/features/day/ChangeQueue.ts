import { isOfSignIn, MaintenanceError, ProblemError } from "@/api/client";
import type { Day, DayChange } from "@/api/types";
import { storedJson } from "@/components/storedJson";
import type { Change, KeyedChange } from "./changes";
import { type Overtaken, overtakenIn } from "./overtaken";

/** A change that the server refused, and why. */
export interface Refusal {
  change: KeyedChange;
  error: ProblemError;
}

export interface QueueState {
  /** Not acknowledged yet, oldest first; the first may be on its way. */
  unsent: readonly KeyedChange[];
  /** The server did not answer the last attempt. */
  unreachable: boolean;
  refusal: Refusal | null;
  /** What kept changes replaced that was entered elsewhere since they were made. */
  overtaken: readonly Overtaken[];
}

export interface QueueParts {
  send: (change: KeyedChange) => Promise<DayChange>;
  acknowledged: (answer: DayChange) => void;
  /** The server refused a change: what the page knows of the day may be out of date. */
  refused: () => void;
  /** Where unsent changes outlive the page. */
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  storageKey: string;
  /** The database's epoch as the page knows it, if it does. */
  epoch?: () => string | undefined;
  /** What was entered in the cells of a change before it, if the page knows. */
  seen?: (change: Change) => KeyedChange["seen"];
  /** The day as it is now, to compare kept changes with; null where there is none to compare. */
  look?: () => Promise<Day | null>;
  /** Call `retry` after so many milliseconds; returns how to call it off. */
  later: (retry: () => void, milliseconds: number) => () => void;
}

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 15_000;
/** Timers take no more than some days, and maintenance may be prolonged or end early. */
const LONGEST_REST = 3_600_000;

/**
 * Sends changes one after the other, in the order in which they were made. What could not be sent
 * is kept on the device and tried again; what was refused is told and left out. Where nobody is
 * signed in any more, everything is kept and nothing sent, until a page of its owner takes it up.
 */
export class ChangeQueue {
  readonly #parts: QueueParts;
  readonly #listeners = new Set<() => void>();
  #state: QueueState;
  /** Keys of changes that may have reached the server already: they stay as they are. */
  readonly #attempted = new Set<string>();
  /** Changes of an earlier page that are not compared yet with what the day is now. */
  #kept: readonly KeyedChange[];
  #sending: Promise<void> | null = null;
  #isHeld = false;
  /** Maintenance is on: nothing is tried until it ends, or until `flush`. */
  #isResting = false;
  #wait = FIRST_WAIT;
  #callOff: (() => void) | null = null;

  constructor(parts: QueueParts) {
    this.#parts = parts;
    this.#state = { unsent: readKept(parts), unreachable: false, refusal: null, overtaken: [] };
    this.#kept = this.#state.unsent.filter(({ seen }) => seen);
    for (const { key } of this.#state.unsent) this.#attempted.add(key);
  }

  readonly state = (): QueueState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly add = (change: Change): void => {
    const unsent = [...this.#state.unsent];
    const last = unsent.at(-1);
    if (
      last?.kind === "actuals" &&
      !this.#attempted.has(last.key) &&
      change.kind === "actuals" &&
      last.customerCode === change.customerCode
    ) {
      const seen = this.#parts.seen?.(change);
      unsent[unsent.length - 1] = {
        ...last,
        actuals: { ...last.actuals, ...change.actuals },
        ...(seen && { seen: { ...seen, ...last.seen } }),
      };
    } else {
      const epoch = this.#parts.epoch?.();
      const seen = this.#parts.seen?.(change);
      const key = crypto.randomUUID();
      unsent.push({ ...change, key, ...(epoch && { epoch }), ...(seen && { seen }) });
    }
    this.#set({ ...this.#state, unsent });
    if (!this.#isResting) void this.flush();
  };

  readonly dismissRefusal = (): void => this.#set({ ...this.#state, refusal: null });

  readonly dismissOvertaken = (): void => this.#set({ ...this.#state, overtaken: [] });

  /** Try now, however long the wait was to be. */
  readonly flush = (): Promise<void> => {
    if (this.#isHeld || this.#state.unsent.length === 0) return Promise.resolve();
    this.#sending ??= this.#sendAll();
    return this.#sending;
  };

  /** Send nothing more until `release`; returns once nothing is on its way. */
  async hold(): Promise<void> {
    this.#isHeld = true;
    this.#dropWait();
    await this.#sending;
  }

  release(): void {
    this.#isHeld = false;
    void this.flush();
  }

  async #sendAll(): Promise<void> {
    this.#dropWait();
    try {
      let change = this.#state.unsent[0];
      while (change && !this.#isHeld) {
        if (!(await this.#sendFirst(change))) return;
        change = this.#state.unsent[0];
      }
    } finally {
      // At once: a change that is added in the same moment must find nobody at work.
      this.#sending = null;
    }
  }

  #dropWait(): void {
    this.#callOff?.();
    this.#callOff = null;
    this.#isResting = false;
  }

  async #sendFirst(change: KeyedChange): Promise<boolean> {
    this.#attempted.add(change.key);
    try {
      if (this.#kept.length > 0) await this.#compareKept();
      const answer = await this.#parts.send(change);
      this.#parts.acknowledged(answer);
      this.#dropFirst({ unreachable: false });
    } catch (error) {
      if (!(error instanceof ProblemError) || isOfSignIn(error)) {
        this.#set({ ...this.#state, unreachable: true });
        if (this.#isHeld) return false;
        this.#tryLater(error instanceof MaintenanceError ? error.problem.retry_after : null);
        return false;
      }
      this.#dropFirst({ unreachable: false, refusal: { change, error } });
      this.#parts.refused();
    }
    this.#wait = FIRST_WAIT;
    return true;
  }

  async #compareKept(): Promise<void> {
    const day = await this.#parts.look?.();
    const overtaken = day ? overtakenIn(this.#kept, day) : [];
    this.#kept = [];
    if (overtaken.length > 0) this.#set({ ...this.#state, overtaken });
  }

  /** `after`: seconds until the server says that it will take changes again, where it says so. */
  #tryLater(after: number | null | undefined): void {
    this.#isResting = typeof after === "number";
    const wait = typeof after === "number" ? Math.min(after * 1_000, LONGEST_REST) : this.#wait;
    this.#callOff = this.#parts.later(() => void this.flush(), wait);
    if (!this.#isResting) this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }

  #dropFirst(rest: Partial<QueueState>): void {
    const [first, ...unsent] = this.#state.unsent;
    if (first) this.#attempted.delete(first.key);
    this.#set({ ...this.#state, ...rest, unsent });
  }

  #set(state: QueueState): void {
    this.#state = state;
    const { storage, storageKey } = this.#parts;
    try {
      if (state.unsent.length > 0) storage.setItem(storageKey, JSON.stringify(state.unsent));
      else storage.removeItem(storageKey);
    } catch {
      // A device without room keeps the changes for as long as the page is open.
    }
    for (const listener of this.#listeners) listener();
  }
}

function readKept({ storage, storageKey }: QueueParts): readonly KeyedChange[] {
  const kept = storedJson<unknown>(storage, storageKey, []);
  if (!Array.isArray(kept)) return [];
  // A page of an earlier release kept changes without a key.
  return (kept as (Change & { key?: string })[]).map((change) => ({
    ...change,
    key: change.key ?? crypto.randomUUID(),
  }));
}
