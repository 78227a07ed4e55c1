import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { RouteDate } from "@/api/types";
import { routeDatesQuery } from "./catalogue";

interface Props {
  routeCode: string;
  date: string;
  onPick: (date: string) => void;
}

/** Choose a date; the arrows go to the next and previous date that has a plan or was saved. */
export function DatePicker({ routeCode, date, onPick }: Props) {
  const { t } = useTranslation("selection");
  const dates = useQuery(routeDatesQuery(routeCode)).data ?? [];
  const earlier = nearest(dates, (other) => other < date, -1);
  const later = nearest(dates, (other) => other > date, 1);
  return (
    <div className="flex items-center rounded-xl border border-line bg-field focus-within:border-blue">
      <Arrow label={t("earlierDate")} to={earlier} onPick={onPick} sign="‹" />
      <label className="flex items-center gap-2">
        <span className="sr-only md:not-sr-only md:text-mute md:text-xs">{t("date")}</span>
        <input
          type="date"
          required
          value={date}
          onChange={(event) => {
            if (event.target.value) onPick(event.target.value);
          }}
          className="min-h-11 bg-transparent font-semibold outline-none md:min-h-9"
        />
      </label>
      <Arrow label={t("laterDate")} to={later} onPick={onPick} sign="›" />
    </div>
  );
}

interface ArrowProps {
  label: string;
  to: string | null;
  onPick: (date: string) => void;
  sign: string;
}

function Arrow({ label, to, onPick, sign }: ArrowProps) {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={to === null}
      onClick={() => to && onPick(to)}
      className="min-h-11 w-9 text-lg text-mute hover:text-ink disabled:opacity-40 md:min-h-9 rtl:-scale-x-100"
    >
      {sign}
    </button>
  );
}

function nearest(
  dates: RouteDate[],
  wanted: (date: string) => boolean,
  direction: 1 | -1,
): string | null {
  const found = dates
    .map((date) => date.date)
    .filter(wanted)
    .sort();
  return (direction > 0 ? found[0] : found.at(-1)) ?? null;
}
