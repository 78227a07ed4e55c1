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
const Queues = createContext<DayQueues | null>(null);

interface Props {
  /** Whose changes these are; give the same as `key`, so that nothing is passed on to another. */
  userName: string;
  /** The day that is open, if one is. */
  day: DayKey | null;
  children: ReactNode;
}

/** Takes the changes of one day; those of days left behind go on being sent. */
export function DayChangesProvider({ userName, day, children }: Props) {
  const queries = useQueryClient();
  const [queues] = useState(() => new DayQueues(queries, window.localStorage, userName));
  const { routeCode, date } = day ?? {};
  const queue = useMemo(
    () => (routeCode && date ? queues.of({ routeCode, date }) : null),
    [queues, routeCode, date],
  );

  useEffect(() => {
    const flush = () => queues.flush();
    queues.release();
    flush();
    window.addEventListener("online", flush);
    return () => {
      window.removeEventListener("online", flush);
      void queues.hold();
    };
  }, [queues]);

  return (
    <Queues value={queues}>
      <Queue value={queue}>{children}</Queue>
    </Queues>
  );
}

/** Keeps everything that waits from being sent, while it is not certain under whose name it is. */
export function useHoldSending(): Pick<DayQueues, "hold" | "release" | "countUnsent"> {
  const queues = useContext(Queues);
  if (!queues) throw new Error("Sending needs a DayChangesProvider around it.");
  return queues;
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
export function useSending(): QueueState &
  Pick<ChangeQueue, "dismissRefusal" | "dismissOvertaken"> {
  const queue = useQueue();
  const state = useSyncExternalStore(queue.subscribe, queue.state);
  const { dismissRefusal, dismissOvertaken } = queue;
  return { ...state, dismissRefusal, dismissOvertaken };
}

/** What of one customer is still on its way; draws anew only when that is different. */
export function useUnsent(customerCode: string): Unsent {
  const queue = useQueue();
  return useSyncExternalStore(queue.subscribe, () => unsentOf(queue.state().unsent, customerCode));
}
