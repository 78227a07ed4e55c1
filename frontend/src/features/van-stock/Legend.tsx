import { useTranslation } from "@/formats/useTranslation";
import { LEGEND } from "./parts";
import type { StockRow } from "./stock";

/** What the colours mean; only those that some bar shows. */
export function Legend({ rows }: { rows: StockRow[] }) {
  const { t } = useTranslation("vanStock");
  const drawn = LEGEND.filter(({ part }) => rows.some((row) => row.shares[part] > 0));
  return (
    <ul
      aria-label={t("legend")}
      className="flex flex-wrap gap-x-4 gap-y-1 border-line border-t px-4 py-2 text-mute text-xs"
    >
      {drawn.map(({ part, swatch }) => (
        <li
          key={part}
          title={part === "reserved" ? t("whyReserved") : undefined}
          className="flex items-center gap-1.5"
        >
          <span aria-hidden="true" className={`size-2.5 rounded-sm ${swatch}`} />
          {t(`part.${part}`)}
        </li>
      ))}
    </ul>
  );
}
