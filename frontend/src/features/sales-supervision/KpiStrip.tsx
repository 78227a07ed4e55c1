import { memo } from "react";
import type { Day } from "@/api/types";
import { Bar, type Fill, fillOfScore } from "@/components/Bar";
import { useWaitingVisits } from "@/features/day";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";

/** The day in six figures. */
export const KpiStrip = memo(function KpiStrip({ state }: Pick<Day, "state">) {
  const { kpis, customers } = state;
  const waiting = useWaitingVisits(customers);
  const { t } = useTranslation("page");
  const { units, rate, score } = useFormats();
  return (
    <section
      aria-label={t("kpi.title")}
      className="grid grid-cols-3 gap-2 px-4 pt-3 pb-3 md:gap-3 md:pb-0 lg:px-5 xl:grid-cols-6 xl:gap-3.5"
    >
      <Kpi
        label={t("kpi.visited")}
        value={units(kpis.visited_customers)}
        unit={t("kpi.ofPlanned", { planned: units(kpis.planned_customers) })}
        always
        note={waiting > 0 && t("kpi.waiting", { count: waiting })}
        share={share(kpis.visited_customers, kpis.planned_customers)}
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
        label={t("kpi.score")}
        value={score(kpis.score)}
        share={(kpis.score ?? 0) / 100}
        fill={fillOfScore(kpis.score)}
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
        unit={
          kpis.unallocated_items > 0
            ? t("kpi.inItems", { count: kpis.unallocated_items })
            : t("kpi.units")
        }
        share={share(kpis.unallocated_units, kpis.van_load_units)}
        fill="amber"
      />
    </section>
  );
});

interface KpiProps {
  label: string;
  value: string;
  unit?: string;
  /** The unit is shown where there is little room, too. */
  always?: boolean;
  /** What the figure does not count yet. */
  note?: string | false;
  share: number;
  fill?: Fill;
}

function Kpi({ label, value, unit, always, note, share, fill = "brand" }: KpiProps) {
  return (
    <div className="min-w-0 rounded-xl border border-line bg-card px-2.5 py-2 md:px-3.5 md:py-2.5">
      <p className="truncate text-mute text-xs">{label}</p>
      <p className="truncate font-bold text-lg leading-tight tracking-tight md:text-[1.375rem]">
        {value}{" "}
        {unit && (
          <span className={`font-medium text-mute text-xs ${always ? "" : "max-md:sr-only"}`}>
            {unit}
          </span>
        )}
      </p>
      {note && <p className="text-amber text-xs">{note}</p>}
      <Bar className="mt-1.5 h-1" parts={[{ fill, share }]} />
    </div>
  );
}

function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}
