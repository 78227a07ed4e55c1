export { type Change, type DayKey, dayPath } from "./changes";
export {
  DayChangesProvider,
  type EnteredVisit,
  useChange,
  useEnteredReason,
  useEnteredReasons,
  useEnteredVisit,
  useHoldSending,
  useKeepsEntries,
  useRefused,
  useSending,
  useSendWhenOver,
  useUnsent,
  useWaitingVisits,
} from "./DayChanges";
export { countKept, type RefusedOfDay } from "./DayQueues";
export { besideDay, keyOfDay, lookAgain } from "./lookAgain";
export type { Unsent } from "./overlay";
export type { Overtaken } from "./overtaken";
export type { Refusal } from "./queueParts";
export { dayQuery, useDay } from "./useDay";
export { useSubmission } from "./useSubmission";
export { epochOf, keptAsideFrom, quoted } from "./versionTag";
