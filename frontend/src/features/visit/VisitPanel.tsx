import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { CustomerState, Day } from "@/api/types";
import { Tag } from "@/components/Tag";
import { useDayChanges } from "@/features/day";
import { useFormats } from "@/formats/useFormats";
import { AddItem } from "./AddItem";
import { FillBar } from "./FillBar";
import { ItemGrid } from "./ItemGrid";
import { insights } from "./insights";
import { linesOf, untold } from "./lines";
import { ReasonPicker } from "./ReasonPicker";
import { RedistributedNote } from "./RedistributedNote";
import { VisitButton } from "./VisitButton";

interface Props {
  day: Day;
  customer: CustomerState;
  /** Back to the list, on a phone. */
  onBack: () => void;
}

/** One customer: what was recommended, what was sold, and what follows. */
export function VisitPanel({ day, customer, onBack }: Props) {
  const { t } = useTranslation("visit");
  const { unsentOf, change } = useDayChanges();
  const unsent = unsentOf(customer.customer_code);
  const readOnly = day.mode === "historical";
  const lines = useMemo(() => linesOf(day, customer, unsent), [day, customer, unsent]);
  return (
    <section
      aria-labelledby="customer-name"
      className="flex min-w-0 flex-col overflow-clip bg-card md:rounded-xl md:border md:border-line"
    >
      <Heading day={day} customer={customer} onBack={onBack} readOnly={readOnly} />
      {insights(customer, lines).map(({ key, values }) => (
        <p
          key={key}
          className="border-line border-b bg-amber-soft px-4 py-2 text-amber text-sm last:border-b-0"
        >
          {t(`insight.${key}`, values)}
        </p>
      ))}
      {lines.length > 0 ? (
        <ItemGrid customerCode={customer.customer_code} lines={lines} readOnly={readOnly} />
      ) : (
        <p className="px-4 py-8 text-mute">
          {t(customer.planned ? "noLines" : "noLinesUnplanned")}
        </p>
      )}
      <RedistributedNote customer={customer} />
      {!readOnly && (
        <>
          <AddItem day={day} customerCode={customer.customer_code} lines={lines} />
          {customer.status === "planned" && customer.planned && (
            <ReasonPicker
              reason={customer.not_visited_reason}
              onPick={(reason) =>
                change({ kind: "reason", customerCode: customer.customer_code, reason })
              }
            />
          )}
          <div className="sticky bottom-0 z-10 border-line border-t bg-card pb-[env(safe-area-inset-bottom)] md:static">
            <FillBar customer={customer} lines={lines} untoldCount={untold(lines).length} />
            <div className="px-4 pb-3 md:hidden">
              <VisitButton customer={customer} className="w-full" />
            </div>
          </div>
        </>
      )}
    </section>
  );
}

interface HeadingProps extends Props {
  readOnly: boolean;
}

function Heading({ day, customer, onBack, readOnly }: HeadingProps) {
  const { t } = useTranslation("visit");
  const { name } = useFormats();
  const other = customer.customer_name_ar;
  return (
    <header className="flex items-start gap-3 border-line border-b px-4 py-3">
      <button
        type="button"
        aria-label={t("back")}
        onClick={onBack}
        className="-ms-2 grid size-11 shrink-0 place-items-center text-2xl md:hidden rtl:-scale-x-100"
      >
        ‹
      </button>
      <div className="min-w-0 flex-1">
        <h2 id="customer-name" className="font-semibold text-lg leading-snug tracking-tight">
          <bdi>{name({ name: customer.customer_name, arabic: other })}</bdi>
          {other && (
            <span lang="ar" className="ms-2 font-normal text-base text-mute">
              <bdi>{other}</bdi>
            </span>
          )}
        </h2>
        <Standing day={day} customer={customer} />
      </div>
      {readOnly ? (
        <Tag tone={customer.status === "visited" ? "green" : "grey"} className="mt-1">
          {t(customer.status === "visited" ? "visited" : "notVisited")}
        </Tag>
      ) : (
        <VisitButton customer={customer} className="hidden md:inline-flex" />
      )}
    </header>
  );
}

function Standing({ day, customer }: { day: Day; customer: CustomerState }) {
  const { t } = useTranslation("visit");
  const { time, rate, score, units } = useFormats();
  const parts: string[] = [];
  if (customer.status === "visited" && customer.visited_at) {
    parts.push(
      t(customer.visit_source === "feed" ? "visitedByFeed" : "visitedAt", {
        time: time(customer.visited_at),
        place: customer.visit_number,
      }),
    );
    if (customer.planned) {
      parts.push(
        t("scores", {
          score: score(customer.score),
          coverage: rate(customer.coverage),
          accuracy: rate(customer.mean_accuracy),
        }),
      );
    } else {
      parts.push(t("outsideUnits", { units: units(customer.outside_units) }));
    }
  } else if (customer.planned) {
    const stops = day.plan.customers;
    const stop = stops.findIndex((one) => one.customer_code === customer.customer_code) + 1;
    parts.push(
      t("stop", { stop, stops: stops.length }),
      t("toSell", { units: units(customer.adjusted_units) }),
    );
  } else {
    parts.push(t("outsidePlan"));
  }
  return <p className="mt-0.5 text-mute text-xs">{parts.join(" · ")}</p>;
}
