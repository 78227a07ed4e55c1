import type { ReactNode } from "react";

interface Props {
  label: string;
  head: string[];
  /** Each row with a key; its first cell names it. */
  rows: { key: string; cells: ReactNode[] }[];
}

/** A table that scrolls by itself where it is wider than the screen; what names a row stays. */
export function Table({ label, head, rows }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard.
    <section aria-label={label} tabIndex={0} className="overflow-x-auto">
      <table className="w-full text-sm">
        <thead>
          <tr className="text-mute text-xs [&>th]:whitespace-nowrap [&>th]:px-4 [&>th]:py-2 [&>th]:text-end [&>th]:first:text-start">
            {head.map((title) => (
              <th key={title} scope="col" className="first:sticky first:start-0 first:bg-card">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [first, ...others] }) => (
            <tr key={key} className="border-line border-t">
              <th
                scope="row"
                className="sticky start-0 bg-card px-4 py-1.5 text-start font-normal max-md:min-w-36 max-md:max-w-44 max-md:[overflow-wrap:anywhere]"
              >
                {first}
              </th>
              {others.map((cell, column) => (
                <td
                  key={head[column + 1]}
                  className="whitespace-nowrap px-4 py-1.5 text-end tabular-nums"
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
