import { useDeferredValue, useMemo, useRef, useState } from "react";
import type { CustomerState, Day } from "@/api/types";
import { useMedia } from "@/components/useMedia";
import { CustomerList, split } from "@/features/customers";
import { OpenReview } from "@/features/reviews";
import { VisitPanel } from "@/features/visit";
import { BoardLinks } from "./BoardLinks";
import { DayFigures } from "./DayFigures";
import { ModeBadge } from "./ModeBadge";
import { PHONE } from "./media";
import { PhoneTabs, type Tab } from "./PhoneTabs";
import { useCustomerInView } from "./useCustomerInView";
import { useRowInView } from "./useRowInView";
import { VanAside } from "./VanAside";

/** The columns of a wide screen; an open review has the place of the van, and more room. */
const WITH_VAN =
  "xl:grid-cols-[18rem_minmax(0,1fr)_18rem] min-[90rem]:grid-cols-[20rem_minmax(0,1fr)_20rem]";
const WITH_REVIEW =
  "xl:has-data-review:grid-cols-[16rem_minmax(0,1fr)_26rem] min-[90rem]:has-data-review:grid-cols-[18rem_minmax(0,1fr)_28rem]";

interface Props {
  day: Day;
  customerCode: string | null;
  onCustomer: (customerCode: string | null) => void;
}

/**
 * The open day. On a wide screen three columns that scroll by themselves: the customers; the
 * customer in hand with the day's figures below; the van. On a phone one part at a time.
 */
export function DayBoard({ day, customerCode, onCustomer }: Props) {
  const [tab, setTab] = useState<Tab>("customers");
  // The list and the visit come first, at the opening as in typing; what follows from them may be
  // drawn a moment later.
  const followingDay = useDeferredValue<Day | null>(day, null);
  const chosen = customerCode ? day.state.customers[customerCode] : undefined;
  const isPhone = useMedia(PHONE);
  const inHand = useInHand(day, chosen, isPhone);
  const nextCode = useMemo(() => split(day).nextCode, [day]);
  const next = nextCode ? day.state.customers[nextCode] : undefined;
  const visit = useRef<HTMLDivElement>(null);
  const choose = useCustomerInView(visit, chosen?.customer_code ?? null, customerCode, onCustomer);
  const { wantedItem, showRow } = useRowInView(chosen?.customer_code ?? null, setTab);
  const demand = useRef<HTMLDivElement>(null);
  const charts = useRef<HTMLDivElement>(null);
  const [places] = useState({ demand, charts });
  const shownTab = chosen ? null : tab;
  return (
    <>
      <main
        className={`grid gap-3.5 md:grid-cols-[17rem_minmax(0,1fr)] md:items-start md:p-4 lg:px-5 board:min-h-0 board:flex-1 board:grid-rows-[minmax(0,1fr)] board:items-stretch board:pb-4 ${WITH_VAN} ${WITH_REVIEW} ${chosen ? "" : "max-md:pb-20"}`}
      >
        <div
          className={`min-w-0 md:sticky md:top-3 md:row-span-4 md:h-[calc(100dvh-1.5rem)] xl:row-span-1 board:static board:h-auto board:min-h-0 ${onPhone(shownTab === "customers")}`}
        >
          <CustomerList day={day} selected={inHand?.customer_code ?? null} onSelect={choose} />
        </div>
        <div className="min-w-0 flex-col gap-1.5 max-xl:contents xl:flex board:-mt-2 board:min-h-0">
          <BoardLinks
            links={[
              ["customer", visit],
              ["demand", demand],
              ["charts", charts],
            ]}
          />
          <div className="min-w-0 content-start gap-3.5 max-xl:contents xl:grid board:overflow-y-auto board:overscroll-contain board:rounded-xl">
            <div
              ref={visit}
              tabIndex={-1}
              className={`min-w-0 outline-none ${onPhone(Boolean(chosen))}`}
            >
              {inHand && (
                <VisitPanel
                  key={inHand.customer_code}
                  day={day}
                  customer={inHand}
                  // Its version is told above it already, where it is an earlier one.
                  mode={isPhone && <ModeBadge mode={day.mode} version={null} />}
                  next={next && next !== inHand ? next : null}
                  onNext={choose}
                  onBack={() => choose(null)}
                />
              )}
            </div>
            <div
              className={`min-w-0 max-xl:order-last max-md:px-4 md:max-xl:col-start-2 ${onPhone(shownTab === "demand" || shownTab === "charts")}`}
            >
              {followingDay && (
                <DayFigures
                  day={followingDay}
                  tab={shownTab}
                  places={places}
                  wantedItem={wantedItem}
                />
              )}
            </div>
          </div>
        </div>
        <OpenReview day={day} onRow={showRow} />
        <div
          className={`min-w-0 max-md:px-4 md:max-xl:col-start-2 board:min-h-0 xl:peer-data-review:hidden ${onPhone(shownTab === "van")}`}
        >
          {followingDay && <VanAside day={followingDay} />}
        </div>
      </main>
      {!chosen && (
        <PhoneTabs
          tab={tab}
          onTab={(wanted) => {
            setTab(wanted);
            window.scrollTo(0, 0);
          }}
        />
      )}
    </>
  );
}

function onPhone(wanted: boolean): string {
  return wanted ? "" : "max-md:hidden";
}

/** On a wide screen somebody is always in hand; on a phone only who was tapped. */
function useInHand(
  day: Day,
  chosen: CustomerState | undefined,
  isPhone: boolean,
): CustomerState | undefined {
  const [atFirst] = useState(() => firstToShow(day));
  return chosen ?? (isPhone ? undefined : day.state.customers[atFirst]);
}

function firstToShow(day: Day): string {
  const { nextCode, planned } = split(day);
  const first = day.mode === "live" ? nextCode : null;
  return first ?? planned[0]?.customer_code ?? "";
}
