import { useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import type { CustomerState, NotVisitedReason } from "@/api/types";
import { deviceStorage } from "@/components/DeviceStorage";
import type { ChangeQueue } from "./ChangeQueue";
import type { Change, DayKey } from "./changes";
import { DayQueues, type RefusedOfDay } from "./DayQueues";
import { type Unsent, unsentOf } from "./overlay";
import type { QueueState } from "./queueParts";

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
  const [queues] = useState(() => new DayQueues(queries, deviceStorage, userName));
  const { routeCode, date } = day ?? {};
  const queue = useMemo(
    () => (routeCode && date ? queues.of({ routeCode, date }) : null),
    [queues, routeCode, date],
  );

  useEffect(() => {
    const flush = () => queues.flush();
    const hear = (event: StorageEvent) => queues.hear(event);
    queues.release();
    flush();
    window.addEventListener("online", flush);
    window.addEventListener("storage", hear);
    return () => {
      window.removeEventListener("online", flush);
      window.removeEventListener("storage", hear);
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
  return useQueues();
}

/** Sends whatever waits, of every day, each time that `isOn` is over. */
export function useSendWhenOver(isOn: boolean): void {
  const queues = useQueues();
  const wasOn = useRef(isOn);
  useEffect(() => {
    if (wasOn.current && !isOn) queues.flush();
    wasOn.current = isOn;
  }, [queues, isOn]);
}

/** Whether what is entered outlives the page; a browser's storage may be full or blocked. */
export function useKeepsEntries(): boolean {
  return useSyncExternalStore(deviceStorage.subscribe, deviceStorage.isLasting);
}

function useQueues(): DayQueues {
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
export function useSending(): QueueState & Pick<ChangeQueue, "dismissOvertaken"> {
  const queue = useQueue();
  const state = useSyncExternalStore(queue.subscribe, queue.state);
  const { dismissOvertaken } = queue;
  return { ...state, dismissOvertaken };
}

/** What the server refused, of every day. */
export function useRefused(): readonly RefusedOfDay[] {
  const queues = useQueues();
  return useSyncExternalStore(queues.subscribe, queues.refused);
}

/** What of one customer is still on its way; draws anew only when that is different. */
export function useUnsent(customerCode: string): Unsent {
  const queue = useQueue();
  return useSyncExternalStore(queue.subscribe, () => unsentOf(queue.state().unsent, customerCode));
}

/** Whether a customer is visited as somebody entered it here, and how far that has come. */
export interface EnteredVisit {
  visited: boolean;
  /** On its way to the server; or waiting, since the server did not take it; null: it has it. */
  sending: "now" | "waiting" | null;
}

export function useEnteredVisit({ customer_code: code, status }: CustomerState): EnteredVisit {
  const asked = useUnsent(code).visited;
  const isWaiting = useIsWaiting();
  if (asked === undefined) return { visited: status === "visited", sending: null };
  return { visited: asked, sending: isWaiting ? "waiting" : "now" };
}

/** Why a customer was not visited, as somebody entered it here. */
export function useEnteredReason(customer: CustomerState): NotVisitedReason | null {
  const { reason } = useUnsent(customer.customer_code);
  return reason === undefined ? customer.not_visited_reason : reason;
}

/** The same of any customer, for a list of them. */
export function useEnteredReasons(): (customer: CustomerState) => NotVisitedReason | null {
  const { unsent } = useSending();
  return ({ customer_code: code, not_visited_reason: known }) => {
    const { reason } = unsentOf(unsent, code);
    return reason === undefined ? known : reason;
  };
}

/** Visits, marked or taken back, that wait to be sent and that the day does not count yet. */
export function useWaitingVisits(customers: Record<string, CustomerState>): number {
  const queue = useQueue();
  const { unreachable, unsent } = useSyncExternalStore(queue.subscribe, queue.state);
  if (!unreachable) return 0;
  return Object.values(customers).filter(({ customer_code: code, status }) => {
    const asked = unsentOf(unsent, code).visited;
    return asked !== undefined && asked !== (status === "visited");
  }).length;
}

function useIsWaiting(): boolean {
  const queue = useQueue();
  return useSyncExternalStore(queue.subscribe, () => queue.state().unreachable);
}
