import { memo, useMemo, useState } from "react";
import type { Day } from "@/api/types";
import { Button } from "@/components/Button";
import { Panel } from "@/components/Panel";
import { SearchField } from "@/components/SearchField";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import { Legend } from "./Legend";
import { StockLine } from "./StockLine";
import { matching, stockRows } from "./stock";

const AT_FIRST = 12;

/** What is on the van, by item: sold, held, promised ahead, without a taker, spare. */
export const VanStock = memo(function VanStock({ day }: { day: Day }) {
  const { t } = useTranslation("vanStock");
  const { units } = useFormats();
  const [all, setAll] = useState(false);
  const [search, setSearch] = useState("");
  const rows = useMemo(() => stockRows(day), [day]);
  const found = matching(rows, search);
  const shown = all || search ? found : found.slice(0, AT_FIRST);
  const loadKnown = day.plan.freshness.van_load_known;
  return (
    <Panel
      title={t("title")}
      aside={
        <>
          {loadKnown && (
            <span className="shrink-0">
              {t("load", { units: units(day.state.kpis.van_load_units) })}
            </span>
          )}
          {rows.length > AT_FIRST && (
            <SearchField
              label={t("search")}
              placeholder={t("find")}
              text={search}
              onText={setSearch}
              className="text-ink text-sm"
            />
          )}
        </>
      }
      scrolls
      foot={rows.length > 0 && <Legend rows={rows} />}
      className="board:min-h-0 board:shrink"
      head={
        !loadKnown &&
        rows.length > 0 && (
          <p className="border-line border-b bg-amber-soft px-4 py-2 text-amber text-xs">
            {t("loadUnknown")}
          </p>
        )
      }
    >
      {rows.length === 0 && <p className="px-4 py-6 text-mute">{t("empty")}</p>}
      {rows.length > 0 && found.length === 0 && (
        <p className="px-4 py-6 text-mute">{t("noneFound", { search })}</p>
      )}
      <ul>
        {shown.map((row) => (
          <StockLine key={row.state.item_code} row={row} loadKnown={loadKnown} />
        ))}
      </ul>
      {!search && rows.length > AT_FIRST && (
        <Button look="link" className="m-2" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t("showFewer") : t("showAll", { count: rows.length })}
        </Button>
      )}
    </Panel>
  );
});
