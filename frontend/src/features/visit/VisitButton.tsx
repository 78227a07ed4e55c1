import type { CustomerState } from "@/api/types";
import { Button } from "@/components/Button";
import { usePressOnce } from "@/components/usePressOnce";
import { useChange, useEnteredVisit } from "@/features/day";
import { useTranslation } from "@/formats/useTranslation";

/** Mark the customer visited, or take it back; one press, one change. */
export function VisitButton(props: { customer: CustomerState; className?: string }) {
  const { customer, className = "" } = props;
  const { t } = useTranslation("visit");
  const change = useChange();
  const customerCode = customer.customer_code;
  const { visited, sending } = useEnteredVisit(customer);
  const { press, isResting } = usePressOnce(() =>
    change({ kind: visited ? "unvisit" : "visit", customerCode }),
  );
  const canRemove = !customer.planned && !visited;
  return (
    <span className={`gap-2 ${className}`}>
      {canRemove && (
        <Button look="quiet" onClick={() => change({ kind: "removeCustomer", customerCode })}>
          {t("removeCustomer")}
        </Button>
      )}
      <Button
        look={visited ? "done" : "primary"}
        busy={sending === "now" || isResting}
        onClick={press}
        className="max-md:flex-1"
      >
        {t(visited ? "visitedTakeBack" : "markVisited")}
        {sending === "waiting" && (
          <span className="font-normal text-xs">{t("waitingToBeSent")}</span>
        )}
      </Button>
    </span>
  );
}
