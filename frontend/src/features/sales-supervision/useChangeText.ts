import type { Day } from "@/api/types";
import type { Change } from "@/features/day";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";

/**
 * In words what somebody did to a day. A customer whom `day` does not know has the name under which
 * one of `changes` was to add them; who and what has no name is called by its code.
 */
export function useChangeText(day: Day | undefined, changes: readonly Change[]) {
  const { t } = useTranslation("page");
  const { name, units } = useFormats();

  function item(code: string): string {
    const found = day?.plan.items[code];
    return found ? name({ name: found.item_name, arabic: found.item_name_ar }) : code;
  }

  return {
    customer: ({ customerCode: code }: Change): string => {
      const found = day?.state.customers[code];
      if (found) return name({ name: found.customer_name, arabic: found.customer_name_ar });
      const named = changes.find((one): one is Addition => isAddition(one, code))?.named;
      return named ? name(named) : code;
    },
    /** One text a value. */
    values: (change: Change): string[] => {
      switch (change.kind) {
        case "actuals":
          return Object.entries(change.actuals).map(([code, quantity]) =>
            quantity === null
              ? t("refused.notTold", { item: item(code) })
              : t("refused.quantity", { item: item(code), units: units(quantity) }),
          );
        case "removeItem":
          return [t("refused.removeItem", { item: item(change.itemCode) })];
        case "reason":
          return [change.reason ? t(`refused.reason.${change.reason}`) : t("refused.noReason")];
        default:
          return [t(`refused.entry.${change.kind}`)];
      }
    },
  };
}

type Addition = Extract<Change, { kind: "addCustomer" }>;

function isAddition(change: Change, customerCode: string): change is Addition {
  return change.kind === "addCustomer" && change.customerCode === customerCode;
}
