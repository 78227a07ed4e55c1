import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { NotVisitedReason } from "@/api/types";

const REASONS: NotVisitedReason[] = ["closed", "no_need", "no_payment", "no_time", "other"];

interface Props {
  reason: NotVisitedReason | null;
  onPick: (reason: NotVisitedReason | null) => void;
  label?: string;
}

/** Why a planned customer was not visited. */
export function ReasonPicker({ reason, onPick, label }: Props) {
  const { t } = useTranslation("visit");
  const id = useId();
  return (
    <div className="flex flex-wrap items-center gap-2 border-line border-t px-4 py-2.5">
      <label htmlFor={id} className="min-w-0 flex-1 basis-32 text-mute text-sm">
        <bdi>{label ?? t("whyNotVisited")}</bdi>
      </label>
      <select
        id={id}
        value={reason ?? ""}
        onChange={(event) => onPick((event.target.value || null) as NotVisitedReason | null)}
        className="min-h-11 rounded-xl border border-line bg-field px-3 md:min-h-9"
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
