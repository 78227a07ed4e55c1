import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import type { Insight } from "./insights";
import type { Line } from "./lines";

/** Items named before the rest are only counted. */
const NAMED = 3;

/** Always one bar, so that nothing below moves while quantities are entered. */
export function InsightBar({ found }: { found: readonly Insight[] }) {
  const { t } = useTranslation("visit");
  const say = useSentence();
  const look = found.length > 0 ? "bg-amber-soft text-amber" : "bg-bg text-mute";
  return (
    <p className={`border-line border-b px-4 py-1.5 ${look}`}>
      {found.length === 0 ? t("insight.none") : found.map(say).join(" ")}
    </p>
  );
}

function useSentence(): (insight: Insight) => string {
  const { t } = useTranslation("visit");
  const { name, units } = useFormats();
  const nameOf = (line: Line) => name({ name: line.itemName, arabic: line.itemNameAr });
  return ({ kind, lines }) => {
    const [first] = lines;
    if (kind === "overdue") {
      return t("insight.overdue", {
        item: first && nameOf(first),
        cycle: Math.max(1, Math.round(first?.plan?.purchase_cycle_days ?? 0)),
        days: first?.plan?.days_since_last_purchase,
      });
    }
    const named = lines.slice(0, NAMED).map((line) =>
      kind === "mustStockMissed"
        ? nameOf(line)
        : t("insight.soldOf", {
            item: nameOf(line),
            sold: units(line.quantity),
            recommended: units(line.recommended),
          }),
    );
    const more = lines.length - named.length;
    if (more > 0) named.push(t("insight.more", { count: more }));
    const items = named.join(", ");
    return kind === "mustStockMissed"
      ? t("insight.mustStockMissed", { count: lines.length, items })
      : t("insight.mustStockLow", { items });
  };
}
