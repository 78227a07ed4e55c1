import type { QueryClient } from "@tanstack/react-query";
import { isOfSignIn, ProblemError } from "@/api/client";
import type { Day } from "@/api/types";
import { storedJson } from "@/components/storedJson";
import { applyChange } from "./applyChange";
import { ChangeQueue, type Refusal } from "./ChangeQueue";
import { type Change, type DayKey, sendChange } from "./changes";
import { seenBy } from "./overtaken";
import { dayQuery } from "./useDay";
import { epochOf } from "./versionTag";

const UNSENT = "unsent:";
const REFUSED = "refused:";

/** What was refused of one day. */
export interface RefusedOfDay {
  day: DayKey;
  refusals: readonly Refusal[];
  dismiss: () => void;
}

/**
 * One queue of changes a day of one person, for as long as the page lives: a day that is left goes
 * on sending, and what an earlier page could not send is taken up again, whichever day is opened
 * now. What another person could not send waits on the device until they are back.
 */
export class DayQueues {
  readonly #queries: QueryClient;
  readonly #storage: Storage;
  readonly #userName: string;
  #isHeld = false;
  readonly #queues = new Map<string, ChangeQueue>();
  readonly #listeners = new Set<() => void>();
  #refused: readonly RefusedOfDay[] = [];

  constructor(queries: QueryClient, storage: Storage, userName: string) {
    this.#queries = queries;
    this.#storage = storage;
    this.#userName = userName;
  }

  of(day: DayKey): ChangeQueue {
    const key = nameOf(day, this.#userName);
    const known = this.#queues.get(key);
    if (known) return known;
    const queue = this.#make(day, key);
    if (this.#isHeld) void queue.hold();
    this.#queues.set(key, queue);
    let { refusals } = queue.state();
    const note = () => this.#noteRefused(day, queue);
    queue.subscribe(() => {
      if (refusals === queue.state().refusals) return;
      refusals = queue.state().refusals;
      note();
    });
    if (refusals.length > 0) note();
    return queue;
  }

  /** What was refused and not taken note of yet, of every day: a new list once that changes. */
  readonly refused = (): readonly RefusedOfDay[] => this.#refused;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Try now to send whatever waits, of every day. */
  flush(): void {
    this.#takeUp();
    for (const queue of this.#queues.values()) void queue.flush();
  }

  /** Send nothing more until `release`; returns once nothing is on its way. */
  readonly hold = async (): Promise<void> => {
    this.#isHeld = true;
    await Promise.all([...this.#queues.values()].map((queue) => queue.hold()));
  };

  readonly release = (): void => {
    this.#isHeld = false;
    for (const queue of this.#queues.values()) queue.release();
  };

  /** Changes of any day that wait to be sent. */
  readonly countUnsent = (): number => {
    this.#takeUp();
    return [...this.#queues.values()].reduce((sum, { state }) => sum + state().unsent.length, 0);
  };

  #takeUp(): void {
    for (const key of Object.keys(this.#storage)) {
      const kept = keptUnder(key, UNSENT) ?? keptUnder(key, REFUSED);
      if (kept?.userName === this.#userName) this.of(kept.day);
    }
  }

  #noteRefused(day: DayKey, { state, dismissRefusals }: ChangeQueue): void {
    const others = this.#refused.filter((one) => one.day !== day);
    const { refusals } = state();
    this.#refused =
      refusals.length > 0 ? [...others, { day, refusals, dismiss: dismissRefusals }] : others;
    for (const listener of this.#listeners) listener();
  }

  #make(day: DayKey, name: string): ChangeQueue {
    const queries = this.#queries;
    const { queryKey } = dayQuery(day);
    // A change that was sent before may be in the day already; then its answer tells of nothing.
    const sentBefore = new WeakSet<Change>();
    let isRepeated = false;
    const queue = new ChangeQueue({
      send: async (change) => {
        isRepeated = sentBefore.has(change);
        sentBefore.add(change);
        const answer = await sendChange(day, change);
        // A look at the day that began before this change would bring back what it replaced. One
        // that is the first can only be called off: asked for anew, it would go on as it is.
        await queries.cancelQueries({ queryKey });
        return answer;
      },
      acknowledged: (answer) => {
        const day = queries.getQueryData<Day>(queryKey);
        if (day) queries.setQueryData(queryKey, applyChange(day, answer));
        // The feeds brought something meanwhile, of which the change does not tell.
        if (isRepeated || day?.sources !== answer.sources) {
          void queries.invalidateQueries({ queryKey });
        }
      },
      outOfDate: () => void queries.invalidateQueries({ queryKey }),
      storage: this.#storage,
      storageKey: UNSENT + name,
      refusalsKey: REFUSED + name,
      epoch: () => epochOf(queries.getQueryData<Day>(queryKey)),
      seen: (change) => seenBy(change, queries.getQueryData<Day>(queryKey)),
      look: () => queries.fetchQuery({ ...dayQuery(day), staleTime: 0 }).catch(nothingIfRefused),
      later: (retry, milliseconds) => {
        const timer = window.setTimeout(retry, milliseconds);
        return () => window.clearTimeout(timer);
      },
    });
    for (const change of queue.state().unsent) sentBefore.add(change);
    return queue;
  }
}

function nameOf(day: DayKey, userName: string): string {
  return JSON.stringify([day.routeCode, day.date, userName]);
}

/** Whose changes of which day are under a key of the storage; null for anything else. */
function keptUnder(key: string, prefix: string): { userName: string; day: DayKey } | null {
  if (!key.startsWith(prefix)) return null;
  try {
    const [routeCode, date, userName] = JSON.parse(key.slice(prefix.length)) as string[];
    return routeCode && date && userName ? { userName, day: { routeCode, date } } : null;
  } catch {
    return null;
  }
}

/** Of a day that cannot be opened there is nothing to compare: sending is refused by itself. */
function nothingIfRefused(error: unknown): null {
  if (error instanceof ProblemError && !isOfSignIn(error)) return null;
  throw error;
}

/** Changes that wait on this device, whoever made them: a number tells nobody what they are. */
export function countKept(storage: Storage): number {
  const kept = Object.keys(storage).filter((key) => keptUnder(key, UNSENT));
  return kept.reduce((sum, key) => sum + storedJson<unknown[]>(storage, key, []).length, 0);
}
