import { useId } from "react";
import type { CustomerState, NotVisitedReason } from "@/api/types";
import { useChange, useEnteredReason } from "@/features/day";
import { useTranslation } from "@/formats/useTranslation";

const REASONS: NotVisitedReason[] = ["closed", "no_need", "no_payment", "no_time", "other"];

interface Props {
  label: string;
  customer: CustomerState;
  className?: string;
}

/** Why a planned customer was not visited. */
export function ReasonPicker({ label, customer, className = "" }: Props) {
  const { t } = useTranslation("visit");
  const id = useId();
  const change = useChange();
  const reason = useEnteredReason(customer);
  const pick = (picked: NotVisitedReason | null) =>
    change({ kind: "reason", customerCode: customer.customer_code, reason: picked });
  return (
    <div className={`flex min-w-0 items-center gap-2 ${className}`}>
      <label htmlFor={id} className="min-w-0 flex-1 text-mute">
        <bdi>{label}</bdi>
      </label>
      <select
        id={id}
        value={reason ?? ""}
        onChange={(event) => pick(REASONS.find((one) => one === event.target.value) ?? null)}
        className="min-h-11 shrink-0 rounded-xl border border-line bg-field px-3 md:min-h-9"
      >
        <option value="">{t("noReason")}</option>
        {REASONS.map((one) => (
          <option key={one} value={one}>
            {t(`reason.${one}`)}
          </option>
        ))}
      </select>
    </div>
  );
}
