import { useTranslation } from "react-i18next";
import type { Kpis } from "@/api/types";
import { Bar, type Fill } from "@/components/Bar";
import { useFormats } from "@/formats/useFormats";

/** The day in six figures. */
export function KpiStrip({ kpis }: { kpis: Kpis }) {
  const { t } = useTranslation("page");
  const { units, rate, score } = useFormats();
  return (
    <section
      aria-label={t("kpi.title")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone the strip scrolls sideways.
      tabIndex={0}
      className="flex snap-x gap-2 overflow-x-auto px-4 pt-3 pb-1 md:grid md:grid-cols-3 md:gap-3 lg:px-5 xl:grid-cols-6"
    >
      <Kpi
        label={t("kpi.visited")}
        value={units(kpis.visited_customers)}
        unit={t("kpi.ofPlanned", { planned: units(kpis.planned_customers) })}
        share={share(kpis.visited_customers, kpis.planned_customers)}
      />
      <Kpi
        label={t("kpi.score")}
        value={score(kpis.score)}
        share={(kpis.score ?? 0) / 100}
        fill={fillOf(kpis.score)}
      />
      <Kpi
        label={t("kpi.coverage")}
        value={rate(kpis.coverage)}
        share={(kpis.coverage ?? 0) / 100}
      />
      <Kpi
        label={t("kpi.fulfilment")}
        value={rate(kpis.fulfilment)}
        share={(kpis.fulfilment ?? 0) / 100}
      />
      <Kpi
        label={t("kpi.leftOnVan")}
        value={units(kpis.left_on_van_units)}
        unit={t("kpi.units")}
        share={share(kpis.left_on_van_units, kpis.van_load_units)}
      />
      <Kpi
        label={t("kpi.withoutTaker")}
        value={units(kpis.unallocated_units)}
        unit={t("kpi.inItems", { count: kpis.unallocated_items })}
        share={share(kpis.unallocated_units, kpis.van_load_units)}
        fill="amber"
      />
    </section>
  );
}

interface KpiProps {
  label: string;
  value: string;
  unit?: string;
  share: number;
  fill?: Fill;
}

function Kpi({ label, value, unit, share, fill = "brand" }: KpiProps) {
  return (
    <div className="min-w-34 shrink-0 snap-start rounded-xl border border-line bg-card px-3.5 py-2.5 md:min-w-0">
      <p className="text-mute text-xs">{label}</p>
      <p className="whitespace-nowrap font-bold text-[1.375rem] leading-tight tracking-tight">
        {value} {unit && <span className="font-medium text-mute text-xs">{unit}</span>}
      </p>
      <Bar className="mt-2 h-1" parts={[{ fill, share }]} />
    </div>
  );
}

function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

function fillOf(score: number | null): Fill {
  if (score === null || score >= 80) return "brand";
  return score >= 50 ? "amber" : "red";
}
