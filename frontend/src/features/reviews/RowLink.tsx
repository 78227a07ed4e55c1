import type { ReactNode } from "react";
import { addressOfRow, type Row } from "./rows";

interface Props {
  row: Row;
  onRow: (row: Row) => void;
  children: ReactNode;
}

/** Leads to a row of the day: here at a click, elsewhere where the browser is asked to. */
export function RowLink({ row, onRow, children }: Props) {
  return (
    <a
      href={addressOfRow(row)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onRow(row);
      }}
      className="rounded-sm py-1 font-semibold underline decoration-brand decoration-1 underline-offset-4 hover:text-brand hover:decoration-2"
    >
      {children}
    </a>
  );
}
