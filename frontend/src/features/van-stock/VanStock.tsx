import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Day } from "@/api/types";
import { Bar } from "@/components/Bar";
import { Button } from "@/components/Button";
import { Panel } from "@/components/Panel";
import { useFormats } from "@/formats/useFormats";
import { type StockRow, stockRows } from "./stock";

const AT_FIRST = 8;

/** What is on the van, by item: sold, promised ahead, without a taker, left. */
export function VanStock({ day }: { day: Day }) {
  const { t } = useTranslation("vanStock");
  const { units } = useFormats();
  const [all, setAll] = useState(false);
  const rows = useMemo(() => stockRows(day), [day]);
  const shown = all ? rows : rows.slice(0, AT_FIRST);
  return (
    <Panel title={t("title")} aside={t("load", { units: units(day.state.kpis.van_load_units) })}>
      {!day.plan.freshness.van_load_known && rows.length > 0 && (
        <p className="border-line border-b bg-amber-soft px-4 py-2 text-amber text-xs">
          {t("loadUnknown")}
        </p>
      )}
      {rows.length === 0 && <p className="px-4 py-6 text-mute">{t("empty")}</p>}
      <ul>
        {shown.map((row) => (
          <Stock key={row.state.item_code} row={row} />
        ))}
      </ul>
      {rows.length > AT_FIRST && (
        <Button look="quiet" className="m-2 text-brand" onClick={() => setAll(!all)}>
          {all ? t("showFewer") : t("showAll", { count: rows.length })}
        </Button>
      )}
      <Legend />
    </Panel>
  );
}

function Stock({ row }: { row: StockRow }) {
  const { t } = useTranslation("vanStock");
  const { name, units } = useFormats();
  const { state, shares } = row;
  const notes = [
    state.unallocated > 0 && t("noTaker", { count: state.unallocated }),
    state.reserved > 0 && t("reserved", { count: state.reserved }),
    !state.van_load_known && t("itemLoadUnknown", { count: state.recommended }),
  ].filter((note) => typeof note === "string");
  return (
    <li className="border-line border-b px-4 py-2.5">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <bdi className="font-semibold">{name({ name: row.name, arabic: row.nameAr })}</bdi>
        {state.stock_short > 0 ? (
          <span className="font-semibold text-red text-xs">
            {t("short", { count: state.stock_short })}
          </span>
        ) : (
          <span className="text-mute text-xs">{t("left", { units: units(state.stock) })}</span>
        )}
      </p>
      <Bar
        className="mt-1.5 h-2"
        parts={[
          { fill: state.stock_short > 0 ? "red" : "brand", share: shares.sold },
          { fill: "grey", share: shares.reserved },
          { fill: "promised", share: shares.promised },
          { fill: "amber", share: shares.unallocated },
        ]}
      />
      <p className="sr-only">
        {t("figures", {
          sold: units(state.sold),
          promised: units(state.promised_ahead),
          load: units(state.van_load),
        })}
      </p>
      {notes.length > 0 && <p className="mt-1 text-mute text-xs">{notes.join(" · ")}</p>}
    </li>
  );
}

function Legend() {
  const { t } = useTranslation("vanStock");
  const entries = [
    ["bg-brand", t("legend.sold")],
    ["bg-edge", t("legend.reserved")],
    ["bg-promised", t("legend.promised")],
    ["bg-amber-fill", t("legend.noTaker")],
  ] as const;
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 px-4 py-2.5 text-mute text-xs">
      {entries.map(([colour, text]) => (
        <li key={colour} className="flex items-center gap-1.5">
          <span aria-hidden="true" className={`size-2.5 rounded-sm ${colour}`} />
          {text}
        </li>
      ))}
    </ul>
  );
}
