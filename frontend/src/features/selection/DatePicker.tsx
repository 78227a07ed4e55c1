import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { RouteDate } from "@/api/types";
import { type Choice, SearchPicker } from "@/components/SearchPicker";
import { useMedia } from "@/components/useMedia";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import { routeDatesQuery } from "./catalogue";
import { matchesDate, neighbours, recentDatesFirst, typedDate } from "./dates";

const NARROW = "(width < 48rem)";

interface Props {
  routeCode: string;
  date: string;
  today: string;
  onPick: (date: string) => void;
}

/**
 * Choose a date by typing any part of it; the arrows go to the next and previous date that has a
 * plan or was saved.
 */
export function DatePicker({ routeCode, date, today, onPick }: Props) {
  const { t, i18n } = useTranslation("selection");
  const formats = useFormats();
  const query = useQuery(routeDatesQuery(routeCode));
  const [search, setSearch] = useState("");
  const isNarrow = useMedia(NARROW);
  const dates = query.data ?? [];
  const { earlier, later } = neighbours(dates, date);
  const choices = (): Choice[] =>
    recentDatesFirst(dates, today)
      .filter((one) => matchesDate(one.date, search, i18n.language))
      .map((one) => ({ id: one.date, text: formats.date(one.date), detail: detailOf(one) }));

  function detailOf(one: RouteDate): string {
    if (one.saved) return t("saved");
    return one.date === today ? t("today") : t("planned", { count: one.planned_customers });
  }

  return (
    <div className="flex min-w-0 items-center">
      <SearchPicker
        label={t("date")}
        hideLabel="narrow"
        placeholder={t("searchDate")}
        shown={isNarrow && isSameYear(date, today) ? formats.shortDate(date) : formats.date(date)}
        choices={choices}
        onSearch={setSearch}
        // A whole date is opened as it stands; without a plan the page says where there is one.
        exact={typedDate}
        empty={t(query.data ? "noDateFound" : query.isError ? "unreachable" : "searching")}
        onPick={onPick}
        className="w-30 rounded-e-none border-e-0 md:w-52"
      />
      <Arrow label={t("earlierDate")} to={earlier} onPick={onPick} sign="‹" />
      <Arrow label={t("laterDate")} to={later} onPick={onPick} sign="›" />
    </div>
  );
}

function isSameYear(one: string, other: string): boolean {
  return one.slice(0, 4) === other.slice(0, 4);
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
      className="h-[2.875rem] w-11 shrink-0 border border-line bg-field text-lg text-mute -outline-offset-2 last:rounded-e-xl hover:text-ink disabled:text-line md:h-[2.375rem] md:w-8 [&+&]:border-s-0"
    >
      <span aria-hidden="true" className="inline-block rtl:-scale-x-100">
        {sign}
      </span>
    </button>
  );
}
