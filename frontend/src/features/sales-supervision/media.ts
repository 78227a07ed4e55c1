/** Screens on which one part of the day is shown at a time. */
export const PHONE = "(width < 48rem)";
