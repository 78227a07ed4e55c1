import type { ReactNode } from "react";
import type { CustomerState, Day } from "@/api/types";
import { Tag } from "@/components/Tag";
import { tellHeight } from "@/components/tellHeight";
import { useEnteredReason } from "@/features/day";
import { ReviewButton } from "@/features/reviews";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import { VisitButton } from "./VisitButton";

const tellBarAbove = tellHeight("--bar-above");

interface Props {
  id: string;
  day: Day;
  customer: CustomerState;
  mode: ReactNode;
  readOnly: boolean;
  onBack: () => void;
}

/** Who is in hand and how the visit stands; in view however long the list of items is. */
export function VisitHeading({ id, day, customer, mode, readOnly, onBack }: Props) {
  const { t } = useTranslation("visit");
  const { name } = useFormats();
  const arabic = customer.customer_name_ar;
  const shown = name({ name: customer.customer_name, arabic });
  const other = shown === arabic ? customer.customer_name : arabic;
  return (
    <header
      ref={tellBarAbove}
      data-bar
      className="sticky top-(--notices,0px) z-10 flex min-h-16 items-center gap-1 border-line border-b bg-card px-4 py-2 board:top-0"
    >
      <button
        type="button"
        aria-label={t("back")}
        onClick={onBack}
        className="-ms-2 grid size-11 shrink-0 place-items-center text-2xl md:hidden"
      >
        <span aria-hidden="true" className="rtl:-scale-x-100">
          ‹
        </span>
      </button>
      <div className="min-w-0 flex-1">
        <h2
          id={id}
          tabIndex={-1}
          data-customer-name
          className="flex flex-wrap items-baseline gap-x-2 font-semibold text-lg leading-snug tracking-tight outline-none"
        >
          <bdi>{shown}</bdi>
          {other && <bdi className="font-normal text-base text-mute">{other}</bdi>}
        </h2>
        <Standing day={day} customer={customer} />
      </div>
      {customer.status === "visited" && <ReviewButton customerCode={customer.customer_code} />}
      <div className="flex shrink-0 flex-col items-end gap-1">
        {mode}
        {readOnly ? (
          <Tag tone={customer.status === "visited" ? "green" : "grey"}>
            {t(customer.status === "visited" ? "visited" : "notVisited")}
          </Tag>
        ) : (
          <VisitButton customer={customer} className="ms-2 hidden md:inline-flex" />
        )}
      </div>
    </header>
  );
}

function Standing({ day, customer }: Pick<Props, "day" | "customer">) {
  const visited = useVisitedParts(day, customer);
  const waiting = useWaitingParts(day, customer);
  const parts = customer.status === "visited" ? visited : waiting;
  return <p className="text-mute text-xs">{parts.join(" · ")}</p>;
}

function useVisitedParts(day: Day, customer: CustomerState): string[] {
  const { t } = useTranslation("visit");
  const { moment, time, rate, score, units } = useFormats();
  const { actuals_received_at: received } = day.plan.freshness;
  const isByFeed = customer.visit_source === "feed";
  const isPartlyFed = Object.values(customer.actuals).some((actual) => actual.from_feed !== null);
  return [
    t(isByFeed ? "visitedByFeed" : "visitedAt", {
      time: customer.visited_at && time(customer.visited_at),
      place: customer.visit_number,
      feed: received && moment(received, day.date),
    }),
    customer.planned &&
      t("scores", {
        score: score(customer.score),
        coverage: rate(customer.coverage),
        accuracy: rate(customer.mean_accuracy),
      }),
    customer.outside_units > 0 && t("outsideUnits", { units: units(customer.outside_units) }),
    received && isPartlyFed && !isByFeed && t("feedAsOf", { time: moment(received, day.date) }),
  ].filter((part) => typeof part === "string");
}

function useWaitingParts(day: Day, customer: CustomerState): string[] {
  const { t } = useTranslation("visit");
  const { units } = useFormats();
  const reason = useEnteredReason(customer);
  if (!customer.planned) return [t("outsidePlan")];
  const stops = day.plan.customers;
  const stop = stops.findIndex((one) => one.customer_code === customer.customer_code) + 1;
  const parts = [
    t("stop", { stop, stops: stops.length }),
    t(day.mode === "live" ? "toSell" : "wasToSell", { units: units(customer.adjusted_units) }),
  ];
  if (reason) parts.push(t(`reason.${reason}`));
  return parts;
}
