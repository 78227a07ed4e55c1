import type { QueryClient } from "@tanstack/react-query";
import type { Day } from "@/api/types";
import { applyChange } from "./applyChange";
import { ChangeQueue } from "./ChangeQueue";
import { type Change, type DayKey, sendChange } from "./changes";
import { dayQuery } from "./useDay";

const PREFIX = "unsent:";

/**
 * One queue of changes a day, for as long as the page lives: a day that is left goes on sending,
 * and what an earlier page could not send is taken up again, whichever day is opened now.
 */
export class DayQueues {
  readonly #queries: QueryClient;
  readonly #storage: Storage;
  readonly #queues = new Map<string, ChangeQueue>();

  constructor(queries: QueryClient, storage: Storage) {
    this.#queries = queries;
    this.#storage = storage;
  }

  of(day: DayKey): ChangeQueue {
    const key = storageKeyOf(day);
    const known = this.#queues.get(key);
    if (known) return known;
    const queue = this.#make(day, key);
    this.#queues.set(key, queue);
    return queue;
  }

  /** Try now to send whatever waits, of every day. */
  flush(): void {
    for (const key of Object.keys(this.#storage)) {
      const day = dayOfStorageKey(key);
      if (day) this.of(day);
    }
    for (const queue of this.#queues.values()) void queue.flush();
  }

  #make(day: DayKey, storageKey: string): ChangeQueue {
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
        // A look at the day that began before this change would bring back what it replaced.
        if (queries.getQueryData(queryKey)) await queries.cancelQueries({ queryKey });
        else void queries.invalidateQueries({ queryKey });
        return answer;
      },
      acknowledged: (answer) => {
        const day = queries.getQueryData<Day>(queryKey);
        if (!day) return;
        queries.setQueryData(queryKey, applyChange(day, answer));
        // The feeds brought something meanwhile, of which the change does not tell.
        if (isRepeated || day.sources !== answer.sources) {
          void queries.invalidateQueries({ queryKey });
        }
      },
      refused: () => void queries.invalidateQueries({ queryKey }),
      storage: this.#storage,
      storageKey,
      later: (retry, milliseconds) => {
        const timer = window.setTimeout(retry, milliseconds);
        return () => window.clearTimeout(timer);
      },
    });
    for (const change of queue.state().unsent) sentBefore.add(change);
    return queue;
  }
}

function storageKeyOf(day: DayKey): string {
  return `${PREFIX}${JSON.stringify([day.routeCode, day.date])}`;
}

function dayOfStorageKey(key: string): DayKey | null {
  if (!key.startsWith(PREFIX)) return null;
  try {
    const [routeCode, date] = JSON.parse(key.slice(PREFIX.length)) as string[];
    return routeCode && date ? { routeCode, date } : null;
  } catch {
    return null;
  }
}
