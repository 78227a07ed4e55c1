import { memo } from "react";
import type { CustomerState } from "@/api/types";
import { Bar, fillOfScore } from "@/components/Bar";
import { Tag, toneOfScore } from "@/components/Tag";
import { useEnteredReason, useEnteredVisit } from "@/features/day";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import { VisitToggle } from "./VisitToggle";

interface Props {
  customer: CustomerState;
  sequence: number | null;
  isNext: boolean;
  isSelected: boolean;
  readOnly: boolean;
  onSelect: (customerCode: string, by: "key" | "pointer") => void;
}

export const CustomerRow = memo(function CustomerRow(props: Props) {
  const { customer, sequence, isNext, isSelected, readOnly, onSelect } = props;
  const { t } = useTranslation("customers");
  const { name } = useFormats();
  const visit = useEnteredVisit(customer);
  const named = name({ name: customer.customer_name, arabic: customer.customer_name_ar });
  return (
    <li
      className={`row-drawn-when-near flex items-center gap-1 border-line border-b ps-2 last:border-b-0 ${isSelected ? "bg-brand-soft" : "hover:bg-sunken"}`}
    >
      <VisitToggle
        customerCode={customer.customer_code}
        name={named}
        visit={visit}
        place={sequence ?? "+"}
        isNext={isNext && !visit.visited}
        readOnly={readOnly}
      />
      <button
        type="button"
        data-customer={customer.customer_code}
        aria-current={isSelected || undefined}
        onClick={(event) =>
          onSelect(customer.customer_code, event.detail === 0 ? "key" : "pointer")
        }
        className="flex min-h-13 min-w-0 flex-1 items-center gap-2 py-2 pe-4 text-start -outline-offset-2"
      >
        <span className="min-w-0 flex-1">
          <span className="line-clamp-2 font-semibold leading-snug">
            <bdi>{named}</bdi>
          </span>
          {visit.sending === "waiting" && (
            <span className="block font-semibold text-amber text-xs">
              {t(visit.visited ? "visited" : "notVisited")}, {t("waitingToBeSent")}
            </span>
          )}
          <CustomerFigures customer={customer} isNext={isNext && !visit.visited} />
        </span>
        <AdjustmentTag customer={customer} />
        <Standing customer={customer} isSelected={isSelected} />
      </button>
    </li>
  );
});

/** Only of customers ahead: what a visited one was offered is history. */
function AdjustmentTag({ customer }: { customer: CustomerState }) {
  const { t } = useTranslation("customers");
  const { signed } = useFormats();
  const adjustment = customer.adjusted_units - customer.recommended_units;
  if (adjustment === 0 || customer.status === "visited") return null;
  return (
    <Tag
      tone={adjustment > 0 ? "blue" : "amber"}
      title={t(adjustment > 0 ? "offeredMore" : "takenBack", { count: Math.abs(adjustment) })}
    >
      <bdi>{signed(adjustment)}</bdi>
    </Tag>
  );
}

function CustomerFigures({ customer, isNext }: { customer: CustomerState; isNext: boolean }) {
  const { t } = useTranslation("customers");
  const { units } = useFormats();
  const recommended = units(customer.recommended_units);
  if (customer.status === "visited") {
    return (
      <>
        <span className="block text-mute text-xs">
          <span className="whitespace-nowrap">
            {isAnythingTold(customer)
              ? t("visitedFigures", { recommended, sold: units(customer.sold_units) })
              : t("plannedFigures", { recommended })}
          </span>
          {customer.untold_items > 0 && (
            <>
              {" · "}
              <span className="whitespace-nowrap">
                {t("untold", { count: customer.untold_items })}
              </span>
            </>
          )}
        </span>
        {customer.planned && <Fulfilment rate={customer.fulfilment} />}
      </>
    );
  }
  const adjusted = units(customer.adjusted_units);
  return (
    <span className="block text-mute text-xs">
      {isNext && <span className="font-semibold text-brand">{t("next")} · </span>}
      <span className="inline-block">
        {recommended === adjusted
          ? t("plannedFigures", { recommended })
          : t("adjustedFigures", { recommended, adjusted })}
      </span>
    </span>
  );
}

/** Unknown is not zero: nothing told is not "sold 0". */
function isAnythingTold(customer: CustomerState): boolean {
  return (
    customer.untold_items === 0 ||
    customer.sold_units > 0 ||
    customer.fulfilment !== null ||
    Object.values(customer.actuals).some((actual) => actual.quantity !== null)
  );
}

function Fulfilment({ rate }: { rate: number | null }) {
  return (
    <span className="mt-1 block max-w-40">
      <Bar className="h-1" parts={[{ fill: fillOfScore(rate), share: (rate ?? 0) / 100 }]} />
    </span>
  );
}

function Standing({ customer, isSelected }: Pick<Props, "customer" | "isSelected">) {
  const { t } = useTranslation("customers");
  const { score } = useFormats();
  const reason = useEnteredReason(customer);
  if (customer.score !== null) {
    return (
      <Tag
        tone={toneOfScore(customer.score)}
        // A selected row has the colour of a good score.
        className={`rounded-lg px-2 py-1 ${isSelected ? "bg-card!" : ""}`}
      >
        <span className="sr-only">{t("score")} </span>
        {score(customer.score)}
      </Tag>
    );
  }
  if (reason) {
    return <span className="shrink-0 text-mute text-xs">{t(`reason.${reason}`)}</span>;
  }
  // The circle shows as much; a screen reader is told in words.
  return (
    <span className="sr-only">{t(customer.status === "visited" ? "visited" : "planned")}</span>
  );
}
