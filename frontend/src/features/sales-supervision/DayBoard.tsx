import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Day } from "@/api/types";
import { Skeleton } from "@/components/Skeleton";
import { CustomerList, split } from "@/features/customers";
import { Demand } from "@/features/demand";
import { RedistributionFeed } from "@/features/redistribution";
import { VanStock } from "@/features/van-stock";
import { VisitPanel } from "@/features/visit";
import { PhoneTabs, type Tab } from "./PhoneTabs";

const Charts = lazy(() => import("@/features/charts/Charts"));

interface Props {
  day: Day;
  customerCode: string | null;
  onCustomer: (customerCode: string | null) => void;
}

/** The open day: customers, the customer in hand, the van, and the figures below. */
export function DayBoard({ day, customerCode, onCustomer }: Props) {
  const { t } = useTranslation("page");
  const [tab, setTab] = useState<Tab>("customers");
  const chosen = customerCode ? day.state.customers[customerCode] : undefined;
  // On a wide screen somebody is always in hand; on a phone only who was tapped.
  const inHand = chosen ?? day.state.customers[firstToShow(day)];
  const onPhone = (wanted: boolean) => (wanted ? "" : "max-md:hidden");
  return (
    <>
      <main className="grid gap-3.5 p-0 pb-20 md:p-4 md:pb-6 lg:px-5">
        <div className="grid items-start gap-3.5 md:grid-cols-[17rem_1fr] xl:grid-cols-[21rem_1fr_20rem]">
          <div
            className={`md:sticky md:top-3 md:h-[calc(100dvh-1.5rem)] ${onPhone(tab === "customers" && !chosen)}`}
          >
            <CustomerList
              day={day}
              selected={inHand?.customer_code ?? null}
              onSelect={onCustomer}
            />
          </div>
          <div className={`min-w-0 ${onPhone(tab === "customers" && Boolean(chosen))}`}>
            {inHand && (
              <VisitPanel
                key={inHand.customer_code}
                day={day}
                customer={inHand}
                onBack={() => onCustomer(null)}
              />
            )}
          </div>
          <aside
            aria-label={t("vanAside")}
            className={`grid content-start gap-3.5 md:col-span-2 md:grid-cols-2 xl:col-span-1 xl:grid-cols-1 ${onPhone(tab === "van")}`}
          >
            <VanStock day={day} />
            <RedistributionFeed day={day} />
          </aside>
        </div>
        <div className={onPhone(tab === "demand")}>
          <Demand day={day} />
        </div>
        <div className={onPhone(tab === "charts")}>
          <Suspense fallback={<Skeleton rows={6} label={t("loadingCharts")} />}>
            <Charts day={day} />
          </Suspense>
        </div>
      </main>
      {!chosen && <PhoneTabs tab={tab} onTab={setTab} />}
    </>
  );
}

function firstToShow(day: Day): string {
  const { nextCode, planned } = split(day);
  return nextCode ?? planned[0]?.customer_code ?? "";
}
