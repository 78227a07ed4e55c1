import type { CustomerState, Day } from "@/api/types";
import { Button } from "@/components/Button";
import { useInPlace } from "@/components/useInPlace";
import { useChange, useEnteredReason } from "@/features/day";
import { useTranslation } from "@/formats/useTranslation";
import { AddItem } from "./AddItem";
import type { Line } from "./lines";
import { ReasonPicker } from "./ReasonPicker";

interface Props {
  day: Day;
  customer: CustomerState;
  lines: readonly Line[];
  onAdded: (itemCode: string) => void;
}

/** What is beside the recommendation: an item more, or why nobody went there. */
export function VisitFoot({ day, customer, lines, onAdded }: Props) {
  const { t } = useTranslation("visit");
  const change = useChange();
  const reason = useEnteredReason(customer);
  const adding = useInPlace();
  const customerCode = customer.customer_code;
  const mayHaveReason = customer.status === "planned" && customer.planned;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-t px-4 py-2">
      {adding.isOpen ? (
        <AddItem
          day={day}
          customerCode={customerCode}
          lines={lines}
          onAdded={onAdded}
          onEnd={adding.close}
          onLeave={adding.leave}
        />
      ) : (
        <Button ref={adding.button} look="link" className="-ms-3.5" onClick={adding.open}>
          {t("addItem")}
        </Button>
      )}
      {mayHaveReason && !adding.isOpen && (
        <ReasonPicker
          label={t("whyNotVisited")}
          reason={reason}
          onPick={(picked) => change({ kind: "reason", customerCode, reason: picked })}
        />
      )}
    </div>
  );
}
