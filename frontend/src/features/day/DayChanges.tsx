import { useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useSyncExternalStore,
} from "react";
import type { Day } from "@/api/types";
import { applyChange } from "./applyChange";
import { ChangeQueue, type QueueState } from "./ChangeQueue";
import { type Change, type DayKey, sendChange } from "./changes";
import { NOTHING_UNSENT, type Unsent, unsentByCustomer } from "./overlay";
import { dayQuery } from "./useDay";

interface DayChangesValue extends QueueState {
  change: (change: Change) => void;
  dismissRefusal: () => void;
  unsentOf: (customerCode: string) => Unsent;
}

const Context = createContext<DayChangesValue | null>(null);

/** Holds the queue of changes of one day; give it a `key` so that another day gets its own. */
export function DayChangesProvider({ day, children }: { day: DayKey; children: ReactNode }) {
  const queries = useQueryClient();
  const { routeCode, date } = day;
  const queue = useMemo(() => {
    const key = { routeCode, date };
    const { queryKey } = dayQuery(key);
    return new ChangeQueue({
      send: async (change) => {
        const answer = await sendChange(key, change);
        // A look at the day that began before this change would bring back what it replaced.
        await queries.cancelQueries({ queryKey });
        return answer;
      },
      acknowledged: (answer) => {
        queries.setQueryData(queryKey, (known: Day | undefined) =>
          known ? applyChange(known, answer) : known,
        );
      },
      storage: window.localStorage,
      storageKey: `unsent:${routeCode}:${date}`,
      later: (retry, milliseconds) => {
        const timer = window.setTimeout(retry, milliseconds);
        return () => window.clearTimeout(timer);
      },
    });
  }, [queries, routeCode, date]);

  useEffect(() => {
    const flush = () => void queue.flush();
    flush();
    window.addEventListener("online", flush);
    return () => window.removeEventListener("online", flush);
  }, [queue]);

  const state = useSyncExternalStore(queue.subscribe, queue.state);
  const value = useMemo(() => {
    const unsent = unsentByCustomer(state.unsent);
    return {
      ...state,
      change: queue.add,
      dismissRefusal: queue.dismissRefusal,
      unsentOf: (code: string) => unsent.get(code) ?? NOTHING_UNSENT,
    };
  }, [queue, state]);
  return <Context value={value}>{children}</Context>;
}

export function useDayChanges(): DayChangesValue {
  const value = useContext(Context);
  if (!value) throw new Error("useDayChanges needs a DayChangesProvider around it.");
  return value;
}
