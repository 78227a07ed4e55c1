import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { CustomerState } from "@/api/types";
import { Bar, type Fill } from "@/components/Bar";
import { Tag, toneOfScore } from "@/components/Tag";
import { useDayChanges } from "@/features/day";
import { useFormats } from "@/formats/useFormats";
import { VisitToggle } from "./VisitToggle";

interface Props {
  customer: CustomerState;
  sequence: number | null;
  isNext: boolean;
  isSelected: boolean;
  readOnly: boolean;
  onSelect: (customerCode: string) => void;
}

export const CustomerRow = memo(function CustomerRow(props: Props) {
  const { customer, sequence, isNext, isSelected, readOnly, onSelect } = props;
  const { name } = useFormats();
  const { unsentOf } = useDayChanges();
  const unsent = unsentOf(customer.customer_code);
  const named = name({ name: customer.customer_name, arabic: customer.customer_name_ar });
  return (
    <li
      className={`flex items-center gap-1 border-line border-b ps-2 last:border-b-0 ${isSelected ? "bg-brand-soft" : "hover:bg-sunken"}`}
    >
      <VisitToggle
        customerCode={customer.customer_code}
        name={named}
        visited={customer.status === "visited"}
        unsent={unsent.visited}
        place={sequence ?? "+"}
        isNext={isNext}
        readOnly={readOnly}
      />
      <button
        type="button"
        aria-current={isSelected || undefined}
        onClick={() => onSelect(customer.customer_code)}
        className="flex min-w-0 flex-1 items-center gap-3 py-2.5 pe-4 text-start -outline-offset-2"
      >
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-1.5">
            <bdi className="truncate font-semibold">{named}</bdi>
            <AdjustmentTag customer={customer} />
          </span>
          <CustomerFigures customer={customer} isNext={isNext} />
        </span>
        <Standing customer={customer} />
      </button>
    </li>
  );
});

function AdjustmentTag({ customer }: { customer: CustomerState }) {
  const { t } = useTranslation("customers");
  const { signed } = useFormats();
  const adjustment = customer.adjusted_units - customer.recommended_units;
  if (adjustment === 0) return null;
  return (
    <Tag
      tone={adjustment > 0 ? "blue" : "amber"}
      title={t(adjustment > 0 ? "offeredMore" : "takenBack", { count: Math.abs(adjustment) })}
    >
      {signed(adjustment)}
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
        <span className="block truncate text-mute text-xs">
          {t("visitedFigures", { recommended, sold: units(customer.sold_units) })}
          {customer.untold_items > 0 && ` · ${t("untold", { count: customer.untold_items })}`}
        </span>
        {customer.planned && <Fulfilment rate={customer.fulfilment} />}
      </>
    );
  }
  const adjusted = units(customer.adjusted_units);
  return (
    <span className="block truncate text-mute text-xs">
      {isNext && <span className="font-semibold text-brand">{t("next")} · </span>}
      {recommended === adjusted
        ? t("plannedFigures", { recommended })
        : t("adjustedFigures", { recommended, adjusted })}
    </span>
  );
}

function Fulfilment({ rate }: { rate: number | null }) {
  const fill: Fill = rate === null || rate >= 80 ? "brand" : rate >= 50 ? "amber" : "red";
  return (
    <span className="mt-1 block max-w-40">
      <Bar className="h-1" parts={[{ fill, share: (rate ?? 0) / 100 }]} />
    </span>
  );
}

function Standing({ customer }: { customer: CustomerState }) {
  const { t } = useTranslation("customers");
  const { score } = useFormats();
  if (customer.score !== null) {
    return (
      <Tag tone={toneOfScore(customer.score)} className="rounded-lg px-2 py-1">
        <span className="sr-only">{t("score")} </span>
        {score(customer.score)}
      </Tag>
    );
  }
  const text = customer.not_visited_reason
    ? t(`reason.${customer.not_visited_reason}`)
    : t(customer.status === "visited" ? "visited" : "planned");
  return <span className="shrink-0 text-mute text-xs">{text}</span>;
}
