import { isOfSignIn, MaintenanceError, type Problem, ProblemError } from "@/api/client";
import type { Day, DayChange } from "@/api/types";
import type { Change, KeyedChange } from "./changes";
import { KeptList } from "./keptList";
import { type Overtaken, overtakenIn } from "./overtaken";

/** A change that the server refused, and why. `key`: that of the change. */
export interface Refusal {
  key: string;
  change: KeyedChange;
  problem: Problem;
}

export interface QueueState {
  /** Not acknowledged yet, oldest first; the first may be on its way. */
  unsent: readonly KeyedChange[];
  /** The server did not answer the last attempt. */
  unreachable: boolean;
  /** Until somebody has taken note of them, oldest first. */
  refusals: readonly Refusal[];
  /** What kept changes replaced that was entered elsewhere since they were made. */
  overtaken: readonly Overtaken[];
}

export interface QueueParts {
  send: (change: KeyedChange) => Promise<DayChange>;
  acknowledged: (answer: DayChange) => void;
  /** What the page knows of the day may be out of date: a change was refused, or sent elsewhere. */
  outOfDate: () => void;
  /** Where unsent and refused changes outlive the page. */
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  storageKey: string;
  refusalsKey: string;
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
 * is kept on the device and tried again; what was refused is left out, and told and kept until it
 * is dismissed. Where nobody is signed in any more, everything is kept and nothing sent, until a page of its owner takes it up.
 */
export class ChangeQueue {
  readonly #parts: QueueParts;
  readonly #listeners = new Set<() => void>();
  #state: QueueState;
  readonly #keptUnsent: KeptList<KeyedChange>;
  readonly #keptRefusals: KeptList<Refusal>;
  /** Keys of changes that may have reached the server already: they stay as they are. */
  readonly #attempted = new Set<string>();
  /** Of those, the ones that an earlier page kept, or one that still is open beside this. */
  readonly #takenUp = new Set<string>();
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
    this.#keptUnsent = new KeptList(parts.storage, parts.storageKey);
    this.#keptRefusals = new KeptList(parts.storage, parts.refusalsKey);
    const unsent = this.#keptUnsent.all();
    const refusals = this.#keptRefusals.all();
    this.#state = { unsent, unreachable: false, refusals, overtaken: [] };
    this.#kept = unsent.filter(({ seen }) => seen);
    for (const { key } of unsent) {
      this.#attempted.add(key);
      this.#takenUp.add(key);
    }
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
        // Another tab may have taken it up as it was, under the key that it had.
        key: crypto.randomUUID(),
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

  readonly dismissRefusals = (): void => this.#set({ ...this.#state, refusals: [] });

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
    if (this.#takenUp.has(change.key) && !this.#keptUnsent.has(change.key)) {
      // Another tab has sent it, or something newer in its place.
      this.#dropFirst({});
      this.#parts.outOfDate();
      return true;
    }
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
      const refusal = { key: change.key, change, problem: error.problem };
      this.#dropFirst({ unreachable: false, refusals: [...this.#state.refusals, refusal] });
      this.#parts.outOfDate();
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
    const before = this.#state;
    this.#state = state;
    // First what was refused, so that at no moment it is kept nowhere.
    if (before.refusals !== state.refusals) {
      this.#keptRefusals.replace(before.refusals, state.refusals);
    }
    if (before.unsent !== state.unsent) this.#keptUnsent.replace(before.unsent, state.unsent);
    for (const listener of this.#listeners) listener();
  }
}
