import { useTranslation } from "react-i18next";
import type { CustomerState } from "@/api/types";
import { Button } from "@/components/Button";
import { useDayChanges } from "@/features/day";

/** Mark the customer visited, or take it back; one press, one change. */
export function VisitButton(props: { customer: CustomerState; className?: string }) {
  const { customer, className = "" } = props;
  const { t } = useTranslation("visit");
  const { change, unsentOf } = useDayChanges();
  const customerCode = customer.customer_code;
  const visited = customer.status === "visited";
  const canRemove = !customer.planned && !visited;
  return (
    <span className={`gap-2 ${className}`}>
      {canRemove && (
        <Button look="quiet" onClick={() => change({ kind: "removeCustomer", customerCode })}>
          {t("removeCustomer")}
        </Button>
      )}
      <Button
        look={visited ? "plain" : "primary"}
        busy={unsentOf(customerCode).visited !== undefined}
        onClick={() => change({ kind: visited ? "unvisit" : "visit", customerCode })}
        className={`${visited ? "text-brand" : ""} max-md:w-full`}
      >
        {t(visited ? "visitedTakeBack" : "markVisited")}
      </Button>
    </span>
  );
}
