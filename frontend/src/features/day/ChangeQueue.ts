import { isOfSignIn, MaintenanceError, ProblemError } from "@/api/client";
import { type Change, joinedWith, type KeyedChange } from "./changes";
import { KeptItems } from "./KeptItems";
import { overtakenIn } from "./overtaken";
import type { QueueParts, QueueState, Refusal } from "./queueParts";
import { takeUp } from "./takeUp";

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 15_000;
/** Timers take no more than some days, and maintenance may be prolonged or end early. */
const LONGEST_REST = 3_600_000;

/**
 * Sends changes one after the other, in the order in which they were made. What could not be sent
 * is kept on the device and tried again; what was refused is kept there too, until somebody has
 * read it. Where nobody is signed in any more, nothing is sent until a page of the owner takes it
 * up. Several pages may send the same change: it has one key, so it is applied once, and the page
 * that is answered takes it off the device, which settles it for all.
 */
export class ChangeQueue {
  readonly #parts: QueueParts;
  readonly #unsent: KeptItems<KeyedChange>;
  readonly #refused: KeptItems<Refusal>;
  readonly #listeners = new Set<() => void>();
  #state: QueueState;
  /** Keys of changes that may have reached the server already: they stay as they are. */
  readonly #attempted = new Set<string>();
  /** Changes of another page that are not compared yet with what the day is now. */
  #kept: readonly KeyedChange[] = [];
  #sending: Promise<void> | null = null;
  #isHeld = false;
  /** Maintenance is on: nothing is tried until it ends, or until `flush`. */
  #isResting = false;
  #wait = FIRST_WAIT;
  #callOff: (() => void) | null = null;

  constructor(parts: QueueParts) {
    const { storage, storageKey, refusedKey } = parts;
    this.#parts = parts;
    this.#unsent = new KeptItems(storage, storageKey);
    this.#refused = new KeptItems(storage, refusedKey);
    const unsent = takeUp(this.#unsent, storage, storageKey);
    const refusals = this.#refused.read();
    this.#state = { unsent, unreachable: false, refusals, overtaken: [] };
    this.#noteTakenUp(unsent);
  }

  readonly state = (): QueueState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly add = (change: Change): void => {
    const seen = this.#parts.seen?.(change);
    const epoch = this.#parts.epoch?.();
    const made = {
      ...change,
      key: crypto.randomUUID(),
      ...(epoch && { epoch }),
      ...(seen && { seen }),
    };
    const last = this.#state.unsent.at(-1);
    const joined = last && this.#isUntouched(last) ? joinedWith(last, made) : null;
    if (last && joined) this.#unsent.remove(last.key);
    this.#unsent.put(joined ?? made);
    const before = joined ? this.#state.unsent.slice(0, -1) : this.#state.unsent;
    this.#set({ unsent: [...before, joined ?? made] });
    if (!this.#isResting) void this.flush();
  };

  /** Those that were read: what is refused in the same moment stays. */
  readonly dismissRefusals = (read: readonly Refusal[]): void => {
    for (const { key } of read) this.#refused.remove(key);
    this.#set({ refusals: this.#state.refusals.filter((refusal) => !read.includes(refusal)) });
  };

  readonly dismissOvertaken = (): void => this.#set({ overtaken: [] });

  /** Send as well what other pages have kept since; these may be closed. */
  takeUpOthers(): void {
    const known = this.#state.unsent;
    const unsent = this.#unsent.together(known);
    if (unsent === known) return;
    this.#noteTakenUp(unsent.filter((change) => !known.includes(change)));
    this.#setLeft(unsent);
  }

  /** Another page has settled a change, or changes were refused or dismissed there. */
  lookAtOthers(): void {
    this.#set({ refusals: this.#refused.together(this.#state.refusals) });
    const unsent = this.#state.unsent.filter((change) => !this.#unsent.isSettled(change));
    if (unsent.length < this.#state.unsent.length) this.#setLeft(unsent);
  }

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

  #isUntouched(change: KeyedChange): boolean {
    return !this.#attempted.has(change.key) && !this.#unsent.isSettled(change);
  }

  #noteTakenUp(changes: readonly KeyedChange[]): void {
    for (const { key } of changes) this.#attempted.add(key);
    this.#kept = [...this.#kept, ...changes.filter(({ seen }) => seen)];
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
    if (this.#unsent.isSettled(change)) {
      this.#setLeft(this.#without(change));
      return true;
    }
    const isRepeated = this.#attempted.has(change.key);
    this.#attempted.add(change.key);
    try {
      if (this.#kept.length > 0) await this.#compareKept();
      const answer = await this.#parts.send(change);
      this.#parts.acknowledged(answer, isRepeated);
      this.#settle(change, {});
    } catch (error) {
      if (!(error instanceof ProblemError) || isOfSignIn(error)) {
        this.#set({ unreachable: true });
        if (this.#isHeld) return false;
        this.#tryLater(error instanceof MaintenanceError ? error.problem.retry_after : null);
        return false;
      }
      this.#settle(change, { refusals: this.#refusalsWith(change, error.message) });
      this.#parts.outdated();
    }
    this.#wait = FIRST_WAIT;
    return true;
  }

  /** What another page has settled meanwhile was told there, if there was anything to tell. */
  #refusalsWith(change: KeyedChange, reason: string): readonly Refusal[] {
    const { refusals } = this.#state;
    if (this.#unsent.isSettled(change)) return refusals;
    const refusal = { key: change.key, change, reason };
    this.#unsent.remove(change.key);
    this.#refused.put(refusal);
    return [...refusals, refusal];
  }

  async #compareKept(): Promise<void> {
    const day = await this.#parts.look?.();
    const kept = this.#kept.filter((change) => this.#state.unsent.includes(change));
    this.#kept = [];
    const overtaken = day ? overtakenIn(kept, day) : [];
    if (overtaken.length > 0) this.#set({ overtaken });
  }

  /** `after`: seconds until the server says that it will take changes again, where it says so. */
  #tryLater(after: number | null | undefined): void {
    this.#isResting = typeof after === "number";
    const wait = typeof after === "number" ? Math.min(after * 1_000, LONGEST_REST) : this.#wait;
    this.#callOff = this.#parts.later(() => void this.flush(), wait);
    if (!this.#isResting) this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }

  #settle(change: KeyedChange, rest: Partial<QueueState>): void {
    this.#unsent.remove(change.key);
    this.#attempted.delete(change.key);
    this.#set({ ...rest, unreachable: false, unsent: this.#without(change) });
  }

  #without({ key }: KeyedChange): readonly KeyedChange[] {
    return this.#state.unsent.filter((change) => change.key !== key);
  }

  /** What is left to send, apart from what another page has settled: the day may be another. */
  #setLeft(unsent: readonly KeyedChange[]): void {
    const isAnythingLeft = unsent.length > 0;
    this.#set({ unsent, unreachable: isAnythingLeft && this.#state.unreachable });
    this.#parts.outdated();
  }

  #set(part: Partial<QueueState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }
}
