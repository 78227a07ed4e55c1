import { useTranslation } from "@/formats/useTranslation";
import type { Insight } from "./insights";

/** Always one bar, so that nothing below moves while quantities are entered. */
export function InsightBar({ found }: { found: readonly Insight[] }) {
  const { t } = useTranslation("visit");
  const look = found.length > 0 ? "bg-amber-soft text-amber" : "bg-bg text-mute";
  return (
    <p className={`border-line border-b px-4 py-1.5 ${look}`}>
      {found.length === 0
        ? t("insight.none")
        : found.map(({ key, values }) => t(`insight.${key}`, values)).join(" ")}
    </p>
  );
}
