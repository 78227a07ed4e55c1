import { MaintenanceError, ProblemError } from "@/api/client";
import type { DayChange } from "@/api/types";
import { type Change, joinedWith, type KeyedChange } from "./changes";
import { KeptItems } from "./KeptItems";
import { overtakenIn } from "./overtaken";
import type { QueueParts, QueueState, Refusal, Settled } from "./queueParts";
import { readableChange, readableRefusal } from "./readable";
import { takeUp } from "./takeUp";
import { isInFlight, isUnanswered } from "./unanswered";
import { Waiting } from "./Waiting";

/**
 * Sends changes one after the other, in the order in which they were made. What could not be sent
 * is kept on the device and tried again; what was refused is kept there too, until somebody has
 * read it. Where nobody is signed in any more, nothing is sent until a page of the owner takes it
 * up. Several pages may send the same change: it has one key, so it is applied once, and the page
 * that is answered takes it off the device, of which the browser tells the others.
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
  /** Keys of what another open page has just made: that page sends it, unless it is gone. */
  readonly #elsewhere = new Set<string>();
  #sending: Promise<void> | null = null;
  #isHeld = false;
  readonly #waiting: Waiting;

  constructor(parts: QueueParts) {
    const { storage, storageKey, refusedKey } = parts;
    this.#parts = parts;
    this.#waiting = new Waiting(parts.later);
    this.#unsent = new KeptItems(storage, storageKey, readableChange);
    this.#refused = new KeptItems(storage, refusedKey, readableRefusal);
    const unsent = takeUp(this.#unsent, storage, storageKey, readableChange);
    const refusals = takeUp(this.#refused, storage, refusedKey, readableRefusal);
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
    const joined = last && !this.#attempted.has(last.key) ? joinedWith(last, made) : null;
    if (last && joined) this.#unsent.replace(last, joined);
    else this.#unsent.put(made);
    const before = joined ? this.#state.unsent.slice(0, -1) : this.#state.unsent;
    this.#set({ unsent: [...before, joined ?? made] });
    if (!this.#waiting.isResting) void this.flush();
  };

  /** Those that were read: what is refused in the same moment stays. */
  readonly dismissRefusals = (read: readonly Refusal[]): void => {
    for (const { key } of read) this.#refused.remove(key);
    this.#set({ refusals: this.#state.refusals.filter((refusal) => !read.includes(refusal)) });
  };

  readonly dismissOvertaken = (): void => this.#set({ overtaken: [] });

  /** Send as well what other pages have kept since; these may be closed. */
  takeUpOthers(): void {
    this.lookAtOthers();
    this.#elsewhere.clear();
  }

  /** Another page has made, settled, refused or dismissed something, or all storage was cleared. */
  lookAtOthers(settled?: Settled): void {
    if (settled) (settled.isRefused ? this.#refused : this.#unsent).noteSettled(settled.key);
    const refusals = this.#refused.together(this.#state.refusals);
    if (refusals !== this.#state.refusals) this.#set({ refusals });
    const known = this.#state.unsent;
    const unsent = this.#unsent.together(known);
    if (unsent === known) return;
    const made = unsent.filter((change) => !known.includes(change));
    this.#noteTakenUp(made);
    if (known.every((change) => unsent.includes(change))) this.#set({ unsent });
    else this.#setLeft(unsent);
    this.#leaveToOthers(made);
  }

  /** Give those who made what waits the time to send it. */
  leaveToOthers(): void {
    this.#leaveToOthers(this.#state.unsent);
  }

  /** Try now, however long the wait was to be. */
  readonly flush = (): Promise<void> => {
    if (this.#isHeld || this.#state.unsent.length === 0) return Promise.resolve();
    if (!this.#sending && this.#isLeftToOthers()) this.#lookLater();
    else this.#sending ??= this.#sendAll();
    return this.#sending ?? Promise.resolve();
  };

  /** Send nothing more until `release`; returns once nothing is on its way. */
  async hold(): Promise<void> {
    this.#isHeld = true;
    this.#waiting.drop();
    await this.#sending;
  }

  release(): void {
    this.#isHeld = false;
    void this.flush();
  }

  #leaveToOthers(made: readonly KeyedChange[]): void {
    for (const { key } of made) this.#elsewhere.add(key);
    if (made.length > 0 && !this.#waiting.isOn) void this.flush();
  }

  /** What was made here is sent in its turn, after whatever was made before it elsewhere. */
  #isLeftToOthers(): boolean {
    return this.#state.unsent.every(({ key }) => this.#elsewhere.has(key));
  }

  #lookLater(): void {
    this.#waiting.lookLater(() => {
      this.#elsewhere.clear();
      void this.flush();
    });
  }

  #noteTakenUp(changes: readonly KeyedChange[]): void {
    for (const { key } of changes) this.#attempted.add(key);
    this.#kept = [...this.#kept, ...changes.filter(({ seen }) => seen)];
  }

  async #sendAll(): Promise<void> {
    this.#waiting.drop();
    try {
      let change = this.#state.unsent[0];
      while (change && !this.#isHeld && !this.#isLeftToOthers()) {
        if (!(await this.#sendFirst(change))) return;
        change = this.#state.unsent[0];
      }
      if (change && !this.#isHeld) this.#lookLater();
    } finally {
      // At once: a change that is added in the same moment must find nobody at work.
      this.#sending = null;
    }
  }

  async #sendFirst(change: KeyedChange): Promise<boolean> {
    const isRepeated = this.#attempted.has(change.key);
    this.#attempted.add(change.key);
    try {
      if (this.#kept.length > 0) await this.#compareKept();
      this.#take(await this.#parts.send(change), isRepeated);
      this.#unsent.remove(change.key);
      this.#settle(change, {});
    } catch (error) {
      if (isUnanswered(error) || isInFlight(error)) {
        if (!isInFlight(error)) this.#set({ unreachable: true });
        if (!this.#isHeld) this.#tryLater(error);
        return false;
      }
      this.#settle(change, { refusals: this.#refusalsWith(change, error) });
      this.#parts.outdated();
    }
    this.#waiting.beShort();
    return true;
  }

  #take(answer: DayChange, isRepeated: boolean): void {
    try {
      this.#parts.acknowledged(answer, isRepeated);
    } catch {
      // The server has the change all the same: what it means is seen at the next look.
      this.#parts.outdated();
    }
  }

  /** What another page has settled meanwhile was told there, if there was anything to tell. */
  #refusalsWith(change: KeyedChange, error: unknown): readonly Refusal[] {
    const { refusals, unsent } = this.#state;
    const { key } = change;
    if (!unsent.some((one) => one.key === key)) return refusals;
    const refusal: Refusal = {
      key,
      change,
      reason: error instanceof Error ? error.message : String(error),
      ...(error instanceof ProblemError && { type: error.problem.type }),
    };
    // Where there is no room for the refusal, the change stays kept: it is refused once more.
    this.#unsent.hide(key);
    this.#refused.put(refusal, () => this.#unsent.remove(key));
    return [...refusals.filter((one) => one.key !== key), refusal];
  }

  async #compareKept(): Promise<void> {
    const compared = this.#kept;
    const kept = compared.filter((change) => this.#state.unsent.includes(change));
    const day = await this.#parts.look?.();
    this.#kept = this.#kept.filter((change) => !compared.includes(change));
    const overtaken = day ? overtakenIn(kept, day) : [];
    if (overtaken.length > 0) this.#set({ overtaken });
  }

  #tryLater(error: unknown): void {
    this.#unsent.restore(this.#state.unsent);
    this.#refused.restore(this.#state.refusals);
    const after = error instanceof MaintenanceError ? error.problem.retry_after : null;
    this.#waiting.tryLater(() => void this.flush(), after);
  }

  #settle(change: KeyedChange, rest: Partial<QueueState>): void {
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
