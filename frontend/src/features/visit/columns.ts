/** The columns of an item's row, and of the head above them: set, so that no row waits for another. */
export const COLUMNS =
  "grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 px-4 tabular:grid-cols-[minmax(0,1fr)_6.25rem_6rem_8.25rem_4.5rem] tabular:gap-x-2 roomy:grid-cols-[minmax(0,1fr)_6.25rem_6rem_8.25rem_4.5rem_6rem]";
