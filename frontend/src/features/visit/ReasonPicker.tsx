import { useId } from "react";
import type { NotVisitedReason } from "@/api/types";
import { useTranslation } from "@/formats/useTranslation";

const REASONS: NotVisitedReason[] = ["closed", "no_need", "no_payment", "no_time", "other"];

interface Props {
  label: string;
  reason: NotVisitedReason | null;
  onPick: (reason: NotVisitedReason | null) => void;
  className?: string;
}

/** Why a planned customer was not visited. */
export function ReasonPicker({ label, reason, onPick, className = "" }: Props) {
  const { t } = useTranslation("visit");
  const id = useId();
  return (
    <div className={`flex min-w-0 items-center gap-2 ${className}`}>
      <label htmlFor={id} className="min-w-0 flex-1 text-mute">
        <bdi>{label}</bdi>
      </label>
      <select
        id={id}
        value={reason ?? ""}
        onChange={(event) => onPick(REASONS.find((one) => one === event.target.value) ?? null)}
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
