import { lazy, memo, Suspense, useRef } from "react";
import type { Day } from "@/api/types";
import { Broken } from "@/components/Broken";
import { ErrorBoundary } from "@/components/ErrorBoundary";
import { Skeleton } from "@/components/Skeleton";
import { useSeen } from "@/components/useSeen";
import { Demand } from "@/features/demand";
import { useTranslation } from "@/formats/useTranslation";
import type { Tab } from "./PhoneTabs";

const Charts = lazy(() => import("@/features/charts/Charts"));

interface Props {
  day: Day;
  /** Which of the two a phone shows. */
  tab: Tab | null;
  /** An item that somebody looks for in the demand. */
  wantedItem: string | null;
}

/** The day in figures and pictures. */
export const DayFigures = memo(function DayFigures({ day, tab, wantedItem }: Props) {
  return (
    <div className="grid gap-3.5">
      <div className={`min-w-0 ${tab === "demand" ? "" : "max-md:hidden"}`}>
        <Demand day={day} wanted={wantedItem} />
      </div>
      <div className={`min-w-0 ${tab === "charts" ? "" : "max-md:hidden"}`}>
        <ChartsWhenSeen day={day} />
      </div>
    </div>
  );
});

/** The charts are fetched once their place comes near: most of a day is spent above them. */
function ChartsWhenSeen({ day }: { day: Day }) {
  const { t } = useTranslation("page");
  const place = useRef<HTMLDivElement>(null);
  const seen = useSeen(place);
  const waiting = <Skeleton rows={12} label={t("loadingCharts")} />;
  return (
    <div ref={place} className="min-h-96">
      {seen && (
        <ErrorBoundary fallback={<Broken />}>
          <Suspense fallback={waiting}>
            <Charts day={day} />
          </Suspense>
        </ErrorBoundary>
      )}
    </div>
  );
}
