import { useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import type { ChangeQueue, QueueState } from "./ChangeQueue";
import type { Change, DayKey } from "./changes";
import { DayQueues } from "./DayQueues";
import { type Unsent, unsentOf } from "./overlay";

const Queue = createContext<ChangeQueue | null>(null);

/** Takes the changes of one day; those of days left behind go on being sent. */
export function DayChangesProvider({ day, children }: { day: DayKey; children: ReactNode }) {
  const queries = useQueryClient();
  const [queues] = useState(() => new DayQueues(queries, window.localStorage));
  const { routeCode, date } = day;
  const queue = useMemo(() => queues.of({ routeCode, date }), [queues, routeCode, date]);

  useEffect(() => {
    const flush = () => queues.flush();
    flush();
    window.addEventListener("online", flush);
    return () => window.removeEventListener("online", flush);
  }, [queues]);

  return <Queue value={queue}>{children}</Queue>;
}

function useQueue(): ChangeQueue {
  const queue = useContext(Queue);
  if (!queue) throw new Error("Changes of a day need a DayChangesProvider around them.");
  return queue;
}

/** Records a change; the same function for as long as the day is open. */
export function useChange(): (change: Change) => void {
  return useQueue().add;
}

/** What waits to be sent, and how sending goes. */
export function useSending(): QueueState & Pick<ChangeQueue, "dismissRefusal"> {
  const queue = useQueue();
  const state = useSyncExternalStore(queue.subscribe, queue.state);
  return { ...state, dismissRefusal: queue.dismissRefusal };
}

/** What of one customer is still on its way; draws anew only when that is different. */
export function useUnsent(customerCode: string): Unsent {
  const queue = useQueue();
  return useSyncExternalStore(queue.subscribe, () => unsentOf(queue.state().unsent, customerCode));
}
