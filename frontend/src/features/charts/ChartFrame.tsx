import { type ReactNode, useState } from "react";
import { ResponsiveContainer } from "recharts";
import { Panel } from "@/components/Panel";
import { useTranslation } from "@/formats/useTranslation";

interface Props {
  title: string;
  empty: string;
  head: string[];
  rows: string[][];
  children: ReactNode;
}

/** A chart of fixed height, or its figures as a table. */
export function ChartFrame({ title, empty, head, rows, children }: Props) {
  const { t } = useTranslation("charts");
  const [asTable, setAsTable] = useState(false);
  return (
    <Panel
      title={title}
      aside={
        rows.length > 0 && (
          <button
            type="button"
            onClick={() => setAsTable(!asTable)}
            className="min-h-6 whitespace-nowrap rounded px-1 text-brand text-xs underline"
          >
            {t(asTable ? "asChart" : "asTable")}
            <span className="sr-only">: {title}</span>
          </button>
        )
      }
    >
      {rows.length === 0 ? (
        <p className="p-4 text-mute">{empty}</p>
      ) : (
        <div className="h-80 p-2">
          {asTable ? (
            <Figures title={title} head={head} rows={rows} />
          ) : (
            <div aria-hidden="true" dir="ltr" className="h-full">
              <ResponsiveContainer>{children}</ResponsiveContainer>
            </div>
          )}
        </div>
      )}
    </Panel>
  );
}

function Figures({ title, head, rows }: Pick<Props, "title" | "head" | "rows">) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard.
    <section aria-label={title} tabIndex={0} className="h-full overflow-auto">
      <table className="w-full">
        <thead>
          <tr className="text-mute text-xs [&>th]:px-2 [&>th]:py-1 [&>th]:text-end [&>th]:first:text-start">
            {head.map((cell) => (
              <th key={cell} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={row.join("|")}
              className="border-line border-t [&>td]:px-2 [&>td]:py-1 [&>td]:text-end [&>td]:first:text-start"
            >
              {row.map((cell, column) => (
                <td key={head[column]}>
                  <bdi>{cell}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
