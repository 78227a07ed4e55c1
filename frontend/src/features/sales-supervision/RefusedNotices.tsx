import { useQueryClient } from "@tanstack/react-query";
import type { Day } from "@/api/types";
import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import {
  type Change,
  dayQuery,
  keyOfDay,
  type Refusal,
  type RefusedOfDay,
  useRefused,
} from "@/features/day";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";

/** What the server refused, of this day or another, until somebody has taken note of it. */
export function RefusedNotices({ day }: { day: Day }) {
  const refused = useRefused();
  return refused.map((one) => (
    <RefusedNotice key={`${one.day.routeCode} ${one.day.date}`} shown={day} refused={one} />
  ));
}

function RefusedNotice({ shown, refused }: { shown: Day; refused: RefusedOfDay }) {
  const { t } = useTranslation("page");
  const { date } = useFormats();
  const { day, refusals, dismiss } = refused;
  const key = keyOfDay(shown);
  const isShown = key.routeCode === day.routeCode && key.date === day.date;
  // Of another day the names are known only where it was open before.
  const known = useQueryClient().getQueryData<Day>(dayQuery(day).queryKey);
  return (
    <Notice tone="red" role="alert" action={<Button onClick={dismiss}>{t("dismiss")}</Button>}>
      {!isShown && (
        <p className="font-semibold">
          {t("refused.ofDay", { route: day.routeCode, date: date(day.date) })}
        </p>
      )}
      {byReason(refusals).map(([reason, ofReason]) => (
        <div key={reason}>
          {reason} {t("refused.title", { count: ofReason.length })}
          {/* As many as a day may have: the notice stays low, and scrolls. */}
          <ul className="max-h-24 overflow-y-auto">
            {ofReason.map((one) => (
              <Entry key={one.key} change={one.change} day={isShown ? shown : known} />
            ))}
          </ul>
        </div>
      ))}
    </Notice>
  );
}

function Entry({ change, day }: { change: Change; day: Day | undefined }) {
  const { name } = useFormats();
  const told = useTold(day);
  const customer = day?.state.customers[change.customerCode];
  return (
    <li>
      <bdi className="font-semibold">
        {customer
          ? name({ name: customer.customer_name, arabic: customer.customer_name_ar })
          : change.customerCode}
      </bdi>
      : {told(change)}
    </li>
  );
}

/** A change in words that say all that was entered, so that it can be entered again. */
function useTold(day: Day | undefined): (change: Change) => string {
  const { t } = useTranslation("page");
  const { name, units } = useFormats();
  const nameOf = (itemCode: string) => {
    const item = day?.plan.items[itemCode];
    return item ? name({ name: item.item_name, arabic: item.item_name_ar }) : itemCode;
  };
  return (change) => {
    switch (change.kind) {
      case "actuals":
        return Object.entries(change.actuals)
          .map(([itemCode, quantity]) =>
            quantity === null
              ? t("refused.unknown", { item: nameOf(itemCode) })
              : t("refused.quantity", { item: nameOf(itemCode), quantity: units(quantity) }),
          )
          .join(", ");
      case "reason":
        return change.reason ? t(`refused.reason.${change.reason}`) : t("refused.noReason");
      case "removeItem":
        return t("refused.removeItem", { item: nameOf(change.itemCode) });
      default:
        return t(`refused.kind.${change.kind}`);
    }
  };
}

function byReason(refusals: readonly Refusal[]): [string, Refusal[]][] {
  const found = new Map<string, Refusal[]>();
  for (const refusal of refusals) {
    const { detail } = refusal.problem;
    found.set(detail, [...(found.get(detail) ?? []), refusal]);
  }
  return [...found];
}
