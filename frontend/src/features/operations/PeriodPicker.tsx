import { useTranslation } from "@/formats/useTranslation";
import { PERIODS, type Period } from "./usePeriod";

interface Props {
  period: Period;
  onPick: (period: Period) => void;
}

/** How far back the report goes. */
export function PeriodPicker({ period, onPick }: Props) {
  const { t } = useTranslation("operations");
  return (
    <fieldset className="flex overflow-hidden rounded-xl border border-line">
      <legend className="sr-only">{t("period.title")}</legend>
      {PERIODS.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={each === period}
          onClick={() => onPick(each)}
          className="min-h-11 px-3 font-semibold text-sm hover:bg-sunken aria-pressed:bg-brand-soft aria-pressed:text-brand md:min-h-9"
        >
          {t(`period.${each}`)}
        </button>
      ))}
    </fieldset>
  );
}
