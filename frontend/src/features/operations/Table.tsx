import type { ReactNode } from "react";

interface Props {
  label: string;
  head: string[];
  /** Each row with a key; its first cell names it. */
  rows: { key: string; cells: ReactNode[] }[];
}

/**
 * A table that scrolls by itself where it is wider than the screen; what names a row stays. On a
 * phone nothing would tell that it scrolls: there each row names its figures below each other.
 */
export function Table({ label, head, rows }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard.
    <section aria-label={label} tabIndex={0} className="overflow-x-auto">
      <table className="w-full text-sm max-md:block">
        <thead className="max-md:hidden">
          <tr className="text-mute text-xs [&>th]:whitespace-nowrap [&>th]:px-4 [&>th]:py-2 [&>th]:text-end [&>th]:first:text-start">
            {head.map((title) => (
              <th key={title} scope="col" className="first:sticky first:start-0 first:bg-card">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="max-md:block">
          {rows.map(({ key, cells: [first, ...others] }) => (
            <tr
              key={key}
              className="border-line border-t max-md:flex max-md:flex-wrap max-md:gap-x-4 max-md:gap-y-1.5 max-md:px-4 max-md:py-2.5 max-md:first:border-t-0"
            >
              <th
                scope="row"
                className="text-start font-normal max-md:basis-full max-md:[overflow-wrap:anywhere] md:sticky md:start-0 md:bg-card md:px-4 md:py-1.5"
              >
                {first}
              </th>
              {others.map((cell, column) => (
                <td
                  key={head[column + 1]}
                  className="whitespace-nowrap tabular-nums max-md:min-w-24 md:px-4 md:py-1.5 md:text-end"
                >
                  <span className="block text-mute text-xs md:hidden">{head[column + 1]}</span>
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
