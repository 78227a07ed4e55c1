export { type Change, type DayKey, dayPath } from "./changes";
export { DayChangesProvider, useDayChanges } from "./DayChanges";
export type { Unsent } from "./overlay";
export { dayQuery, useDay } from "./useDay";
