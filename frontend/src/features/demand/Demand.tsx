import { memo, useMemo, useState } from "react";
import type { Day } from "@/api/types";
import { Button } from "@/components/Button";
import { Panel } from "@/components/Panel";
import { Tag } from "@/components/Tag";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import { COLUMNS, type Column, type DemandRow, demandRows, sorted } from "./rows";

const AT_FIRST = 12;

/** Left out on a phone: what was allocated to the van against what sold comes first. */
const WIDE_ONLY: ReadonlySet<Column> = new Set(["recommended", "promised"]);

interface Props {
  day: Day;
  /** An item that somebody looks for: it is among those shown. */
  wanted: string | null;
}

/** Per item: what the plan recommends, what was loaded, what sold, what is still promised. */
export const Demand = memo(function Demand({ day, wanted }: Props) {
  const { t } = useTranslation("demand");
  const [all, setAll] = useState(false);
  const [order, setOrder] = useState<{ by: Column; descending: boolean }>({
    by: "recommended",
    descending: true,
  });
  const rows = useMemo(
    () => sorted(demandRows(day), order.by, order.descending),
    [day, order.by, order.descending],
  );
  const isLoadUnknown = rows.some((row) => row.loaded === null);
  const isHidden = rows.slice(AT_FIRST).some((row) => row.itemCode === wanted);
  const shown = all || isHidden ? rows : rows.slice(0, AT_FIRST);

  function sortBy(by: Column): void {
    setOrder({ by, descending: order.by === by ? !order.descending : by !== "item" });
  }

  return (
    <Panel title={t("title")} aside={<OrdersFreshness day={day} />}>
      <section
        aria-label={t("title")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard.
        tabIndex={0}
        data-demand
        className="@container/items overflow-x-auto"
      >
        <table className="w-full">
          <thead>
            <tr className="border-line border-b text-mute text-xs">
              {COLUMNS.map((column) => (
                <th
                  key={column}
                  scope="col"
                  aria-sort={ariaSort(order, column)}
                  className={`px-2 py-1 text-end font-semibold first:ps-4 first:text-start last:pe-4 ${WIDE_ONLY.has(column) ? "hidden tabular:table-cell" : ""}`}
                >
                  <button
                    type="button"
                    onClick={() => sortBy(column)}
                    className="min-h-8 whitespace-nowrap font-semibold hover:text-ink"
                  >
                    {t(`column.${column}`)}
                    {order.by === column && (
                      <span aria-hidden="true"> {order.descending ? "↓" : "↑"}</span>
                    )}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Row key={row.itemCode} row={row} />
            ))}
          </tbody>
        </table>
      </section>
      {isLoadUnknown && (
        <p className="border-line border-t px-4 py-2 text-mute text-xs">{t("standsIn")}</p>
      )}
      {rows.length === 0 && <p className="px-4 py-6 text-mute">{t("empty")}</p>}
      {rows.length > AT_FIRST && !isHidden && (
        <Button look="link" className="m-2 self-start" onClick={() => setAll(!all)}>
          {all ? t("showFewer") : t("showAll", { count: rows.length })}
        </Button>
      )}
    </Panel>
  );
});

function OrdersFreshness({ day }: { day: Day }) {
  const { t } = useTranslation("demand");
  const { moment } = useFormats();
  const { recommended_orders_made_at: at, recommended_orders_source: source } = day.plan.freshness;
  if (!at) return null;
  return t(source === "feed" ? "ordersFedAt" : "ordersMadeAt", { time: moment(at, day.date) });
}

function Row({ row }: { row: DemandRow }) {
  const { t } = useTranslation("demand");
  const { name, units, signed } = useFormats();
  return (
    <tr
      tabIndex={-1}
      data-item={row.itemCode}
      className="border-line border-b last:border-b-0 [&>td]:px-2 [&>td]:py-2 [&>td]:text-end"
    >
      <th scope="row" className="min-w-24 py-2 ps-4 text-start font-semibold">
        <bdi>{name({ name: row.item, arabic: row.itemAr })}</bdi>{" "}
        {row.outside && <Tag tone="blue">{t("outside")}</Tag>}
      </th>
      <td className="hidden tabular:table-cell">{units(row.recommended)}</td>
      <td>
        {row.loaded === null ? (
          <span title={t("loadUnknown")} className="text-mute">
            —<span className="sr-only">{t("loadUnknown")}</span>
          </span>
        ) : (
          units(row.loaded)
        )}
      </td>
      <td className="font-semibold">{units(row.sold)}</td>
      <td className="hidden tabular:table-cell">{units(row.promised)}</td>
      <td className={row.difference < 0 ? "text-red" : "text-mute"}>
        <bdi className="pe-2">{signed(row.difference)}</bdi>
      </td>
    </tr>
  );
}

function ariaSort(order: { by: Column; descending: boolean }, column: Column) {
  if (order.by !== column) return "none" as const;
  return order.descending ? ("descending" as const) : ("ascending" as const);
}
