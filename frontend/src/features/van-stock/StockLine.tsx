import { Bar } from "@/components/Bar";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import { PARTS } from "./parts";
import type { StockRow } from "./stock";

interface Props {
  row: StockRow;
  /** Some item of the day has a load; then an item without one is worth a word. */
  loadKnown: boolean;
}

/** One item: what is left of it, a bar, what needs attention, and all its figures on demand. */
export function StockLine({ row, loadKnown }: Props) {
  const { name } = useFormats();
  return (
    <li className="border-line border-b last:border-b-0">
      <details className="group">
        <summary className="block cursor-pointer list-none px-4 py-2 -outline-offset-2 hover:bg-sunken/50 [&::-webkit-details-marker]:hidden">
          <span className="flex items-baseline gap-2">
            <bdi className="min-w-0 font-semibold">
              {name({ name: row.name, arabic: row.nameAr })}
            </bdi>
            <Left row={row} />
          </span>
          <Bar
            className="mt-1 h-1.5"
            parts={PARTS.map(({ part, fill }) => ({ fill, share: row.shares[part] }))}
          />
          <Attention row={row} loadKnown={loadKnown} />
        </summary>
        <Figures row={row} />
      </details>
    </li>
  );
}

function Left({ row }: { row: StockRow }) {
  const { t } = useTranslation("vanStock");
  const { units } = useFormats();
  const { stock, sold, van_load } = row.state;
  const look = "ms-auto shrink-0 text-xs";
  if (row.short > 0) {
    return <strong className={`${look} text-red`}>{t("short", { count: row.short })}</strong>;
  }
  if (stock < 0) return <span className={`${look} text-mute`}>{t("sold", { count: sold })}</span>;
  return (
    <span className={`${look} text-mute`}>
      {t("left", { units: units(stock) })}
      <span className="sr-only"> {t("ofLoad", { units: units(van_load) })}</span>
    </span>
  );
}

function Attention({ row, loadKnown }: Props) {
  const { t } = useTranslation("vanStock");
  const { state } = row;
  const urgent = [
    state.unallocated > 0 && t("noTaker", { count: state.unallocated }),
    row.lacking > 0 && t("lacking", { count: row.lacking }),
  ].filter((note) => typeof note === "string");
  const quiet = [
    state.reserved > 0 && t("reserved", { count: state.reserved }),
    loadKnown &&
      !state.van_load_known &&
      (state.recommended > 0
        ? t("itemLoadUnknown", { count: state.recommended })
        : t("itemLoadUnknownOutside")),
  ].filter((note) => typeof note === "string");
  if (urgent.length + quiet.length === 0) return null;
  return (
    <span className="mt-1 block text-xs">
      {urgent.length > 0 && <span className="font-semibold text-amber">{urgent.join(" · ")}</span>}
      {urgent.length > 0 && quiet.length > 0 && <span className="text-mute"> · </span>}
      {quiet.length > 0 && <span className="text-mute">{quiet.join(" · ")}</span>}
    </span>
  );
}

function Figures({ row }: { row: StockRow }) {
  const { t } = useTranslation("vanStock");
  const { units } = useFormats();
  const { state } = row;
  const figures = [
    { part: "load", swatch: null, value: state.van_load_known ? state.van_load : null },
    ...PARTS.map(({ part, swatch }) => ({
      part,
      swatch,
      value: {
        sold: state.sold - row.short,
        above: row.short,
        reserved: state.reserved,
        promised: state.promised_ahead,
        unallocated: state.unallocated,
        spare: state.spare,
      }[part],
    })),
  ].filter(({ part, value }) => value !== 0 || part === "load" || part === "sold");
  return (
    <div className="bg-sunken/50 px-4 py-2 text-xs">
      <dl className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-0.5">
        {figures.map(({ part, swatch, value }) => (
          <div key={part} className="contents">
            <dt className="flex items-center gap-2 text-mute">
              <span aria-hidden="true" className={`size-2.5 rounded-sm ${swatch ?? ""}`} />
              {t(`part.${part}`)}
            </dt>
            <dd className="text-end font-semibold">{units(value)}</dd>
          </div>
        ))}
      </dl>
      {state.reserved > 0 && <p className="mt-1 text-mute">{t("whyReserved")}</p>}
    </div>
  );
}
