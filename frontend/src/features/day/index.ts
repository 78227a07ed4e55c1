export { type Change, type DayKey, dayPath } from "./changes";
export { DayChangesProvider, useChange, useHoldSending, useSending, useUnsent } from "./DayChanges";
export type { Unsent } from "./overlay";
export { dayQuery, useDay } from "./useDay";
