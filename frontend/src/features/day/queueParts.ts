import type { Day, DayChange } from "@/api/types";
import type { DeviceStorage } from "@/components/DeviceStorage";
import type { Change, KeyedChange } from "./changes";
import type { Overtaken } from "./overtaken";

/** A change that the server refused, and why; kept until somebody has read it. */
export interface Refusal {
  /** Of the change. */
  key: string;
  change: KeyedChange;
  /** The server's sentence. */
  reason: string;
  /** Of the server's problem; without it the page itself could not send the change. */
  type?: string;
}

export interface QueueState {
  /** Not acknowledged yet, oldest first; the first may be on its way. */
  unsent: readonly KeyedChange[];
  /** The server did not answer the last attempt. */
  unreachable: boolean;
  /** Oldest first. */
  refusals: readonly Refusal[];
  /** What kept changes replaced that was entered elsewhere since they were made. */
  overtaken: readonly Overtaken[];
}

/** What another page is done with: a change, or the telling of its refusal. */
export interface Settled {
  key: string;
  isRefused: boolean;
}

export interface QueueParts {
  send: (change: KeyedChange) => Promise<DayChange>;
  /** `isRepeated`: it may have been taken before, and then the answer tells of nothing. */
  acknowledged: (answer: DayChange, isRepeated: boolean) => void;
  /** A change was refused, or sent by another page: what this one knows of the day may be old. */
  outdated: () => void;
  /** Where unsent and refused changes outlive the page. */
  storage: DeviceStorage;
  storageKey: string;
  refusedKey: string;
  /** The database's epoch as the page knows it, if it does. */
  epoch?: () => string | undefined;
  /** What was entered in the cells of a change before it, if the page knows. */
  seen?: (change: Change) => KeyedChange["seen"];
  /** The day as it is now, to compare kept changes with; null where there is none to compare. */
  look?: () => Promise<Day | null>;
  /** Call `retry` after so many milliseconds; returns how to call it off. */
  later: (retry: () => void, milliseconds: number) => () => void;
}
