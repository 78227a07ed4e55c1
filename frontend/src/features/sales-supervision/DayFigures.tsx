import { lazy, memo, type RefObject, Suspense, useRef } from "react";
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
  /** Where each of them is, for whoever leads there. */
  places: { demand: RefObject<HTMLDivElement | null>; charts: RefObject<HTMLDivElement | null> };
  /** An item that somebody looks for in the demand. */
  wantedItem: string | null;
}

/** The day in figures and pictures. */
export const DayFigures = memo(function DayFigures({ day, tab, places, wantedItem }: Props) {
  return (
    <div className="grid gap-3.5">
      <div
        ref={places.demand}
        tabIndex={-1}
        className={`min-w-0 scroll-mt-3 outline-none ${tab === "demand" ? "" : "max-md:hidden"}`}
      >
        <Demand day={day} wanted={wantedItem} />
      </div>
      <div
        ref={places.charts}
        tabIndex={-1}
        className={`min-w-0 scroll-mt-3 outline-none ${tab === "charts" ? "" : "max-md:hidden"}`}
      >
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
