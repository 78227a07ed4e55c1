import { CancelledError, type QueryClient } from "@tanstack/react-query";
import { UnreachableError } from "@/api/client";
import type { Day } from "@/api/types";
import type { DeviceStorage } from "@/components/DeviceStorage";
import { storedJson } from "@/components/storedJson";
import { applyChange } from "./applyChange";
import { ChangeQueue } from "./ChangeQueue";
import { type DayKey, sendChange } from "./changes";
import { partsOf } from "./KeptItems";
import { seenBy } from "./overtaken";
import type { Refusal } from "./queueParts";
import { readableChange } from "./readable";
import { listedIn } from "./takeUp";
import { isUnanswered } from "./unanswered";
import { dayQuery } from "./useDay";
import { epochOf } from "./versionTag";

const UNSENT = "unsent:";
const REFUSED = "refused:";

/** What was refused of one day, until somebody has read it. */
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
  readonly #storage: DeviceStorage;
  readonly #userName: string;
  #isHeld = false;
  readonly #queues = new Map<string, { day: DayKey; queue: ChangeQueue }>();
  readonly #listeners = new Set<() => void>();
  #refused: readonly RefusedOfDay[] = [];

  constructor(queries: QueryClient, storage: DeviceStorage, userName: string) {
    this.#queries = queries;
    this.#storage = storage;
    this.#userName = userName;
  }

  of(day: DayKey): ChangeQueue {
    const name = nameOfDay(this.#userName, day);
    const known = this.#queues.get(name);
    if (known) return known.queue;
    const queue = this.#make(day, name);
    if (this.#isHeld) void queue.hold();
    this.#queues.set(name, { day, queue });
    queue.subscribe(this.#tell);
    return queue;
  }

  /** Try now to send whatever waits, of every day. */
  flush(): void {
    this.#takeUp();
    for (const { queue } of this.#queues.values()) {
      queue.takeUpOthers();
      void queue.flush();
    }
    this.#tell();
  }

  /** Another page has changed what is kept on this device; a key of null: all of it was cleared. */
  hear({ key: storageKey, newValue }: Pick<StorageEvent, "key" | "newValue">): void {
    if (storageKey === null) {
      for (const { queue } of this.#queues.values()) queue.lookAtOthers();
      return;
    }
    const kept = keptUnder(storageKey);
    if (kept?.userName !== this.#userName) return;
    const { day, key, isRefused } = kept;
    if (this.#queues.has(nameOfDay(this.#userName, day))) {
      const isSettled = newValue === null && key !== null;
      this.of(day).lookAtOthers(isSettled ? { key, isRefused } : undefined);
    } else if (newValue !== null) {
      this.of(day).leaveToOthers();
      this.#tell();
    }
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What was refused of any day; the same list until it is another. */
  readonly refused = (): readonly RefusedOfDay[] => {
    const lists = [...this.#queues.values()].filter(({ queue }) => queue.state().refusals.length);
    const isSame =
      lists.length === this.#refused.length &&
      lists.every(({ queue }, at) => queue.state().refusals === this.#refused[at]?.refusals);
    if (!isSame) {
      this.#refused = lists.map(({ day, queue }) => {
        const { refusals } = queue.state();
        return { day, refusals, dismiss: () => queue.dismissRefusals(refusals) };
      });
    }
    return this.#refused;
  };

  /** Send nothing more until `release`; returns once nothing is on its way. */
  readonly hold = async (): Promise<void> => {
    this.#isHeld = true;
    await Promise.all([...this.#queues.values()].map(({ queue }) => queue.hold()));
  };

  readonly release = (): void => {
    this.#isHeld = false;
    for (const { queue } of this.#queues.values()) queue.release();
  };

  /** Changes of any day that wait to be sent. */
  readonly countUnsent = (): number => {
    this.#takeUp();
    return [...this.#queues.values()].reduce(
      (sum, { queue }) => sum + queue.state().unsent.length,
      0,
    );
  };

  #takeUp(): void {
    for (const key of this.#storage.keys()) {
      const kept = keptUnder(key);
      if (kept?.userName === this.#userName) this.of(kept.day);
    }
  }

  readonly #tell = (): void => {
    for (const listener of this.#listeners) listener();
  };

  #make(day: DayKey, name: string): ChangeQueue {
    const queries = this.#queries;
    const { queryKey } = dayQuery(day);
    return new ChangeQueue({
      send: async (change) => {
        const answer = await sendChange(day, change);
        // A look at the day that began before this change would bring back what it replaced. One
        // that is the first can only be called off: asked for anew, it would go on as it is.
        await queries.cancelQueries({ queryKey });
        return answer;
      },
      acknowledged: (answer, isRepeated) => {
        const day = queries.getQueryData<Day>(queryKey);
        if (day) queries.setQueryData(queryKey, applyChange(day, answer));
        // The feeds brought something meanwhile, of which the change does not tell.
        if (isRepeated || day?.sources !== answer.sources) {
          void queries.invalidateQueries({ queryKey });
        }
      },
      outdated: () => void queries.invalidateQueries({ queryKey }),
      storage: this.#storage,
      storageKey: UNSENT + name,
      refusedKey: REFUSED + name,
      epoch: () => epochOf(queries.getQueryData<Day>(queryKey)),
      seen: (change) => seenBy(change, queries.getQueryData<Day>(queryKey)),
      look: () => queries.fetchQuery({ ...dayQuery(day), staleTime: 0 }).catch(nothingIfRefused),
      later: (retry, milliseconds) => {
        const timer = window.setTimeout(retry, milliseconds);
        return () => window.clearTimeout(timer);
      },
    });
  }
}

function nameOfDay(userName: string, day: DayKey): string {
  return JSON.stringify([day.routeCode, day.date, userName]);
}

interface Kept {
  userName: string;
  day: DayKey;
  /** Null where it is a whole list, of an earlier release. */
  key: string | null;
  isRefused: boolean;
}

function keptUnder(storageKey: string): Kept | null {
  const prefix = [UNSENT, REFUSED].find((one) => storageKey.startsWith(one));
  if (!prefix) return null;
  try {
    const { name, key } = partsOf(storageKey.slice(prefix.length));
    const [routeCode, date, userName] = JSON.parse(name) as string[];
    const isRefused = prefix === REFUSED;
    if (!routeCode || !date || !userName) return null;
    return { userName, day: { routeCode, date }, key, isRefused };
  } catch {
    return null;
  }
}

/** Of a day that cannot be opened there is nothing to compare: sending is refused by itself. */
function nothingIfRefused(error: unknown): null {
  if (isUnanswered(error)) throw error;
  // Called off by another look at the day, which is not compared: to be asked again.
  if (error instanceof CancelledError) throw new UnreachableError(error);
  return null;
}

/** Changes that wait on this device, whoever made them: a number tells nobody what they are. */
export function countKept(storage: DeviceStorage): number {
  return storage.keys().reduce((sum, storageKey) => {
    const kept = keptUnder(storageKey);
    if (!kept || kept.isRefused) return sum;
    if (kept.key === null) return sum + listedIn(storage, storageKey, readableChange).length;
    const { item } = storedJson<{ item?: unknown }>(storage, storageKey, {});
    return sum + (readableChange(item) ? 1 : 0);
  }, 0);
}
