import type { RouteDate } from "@/api/types";

/** The date itself and its spellings, so that "23 nov", "23/11", "monday" and ISO all find it. */
function spellings(iso: string, language: string): string[] {
  const date = new Date(`${iso}T00:00:00Z`);
  const spell = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" }).format(date).toLowerCase();
  const [year = "", month = "", day = ""] = iso.split("-");
  return [
    year,
    month,
    String(Number(month)),
    day,
    String(Number(day)),
    spell({ month: "long" }),
    spell({ weekday: "long" }),
  ];
}

const YEAR_LENGTH = 4;

/** Does every word that was typed begin one of the date's spellings? */
export function matchesDate(iso: string, search: string, language: string): boolean {
  const wanted = search.trim().toLowerCase();
  if (wanted.length >= YEAR_LENGTH && iso.startsWith(wanted)) return true;
  const known = spellings(iso, language);
  return wanted
    .split(/[\s,./-]+/)
    .filter(Boolean)
    .every((word) =>
      known.some((spelling) =>
        /^\d+$/.test(word) ? spelling === word : spelling.startsWith(word),
      ),
    );
}

/** A whole date as typed (2026-11-23), or null. */
export function typedDate(search: string): string | null {
  const text = search.trim();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}

/** Today, then the days gone by from the latest back, then the days to come. */
export function recentDatesFirst(dates: readonly RouteDate[], today: string): RouteDate[] {
  const gone = dates.filter(({ date }) => date <= today);
  const toCome = dates.filter(({ date }) => date > today);
  return [
    ...gone.sort((one, other) => other.date.localeCompare(one.date)),
    ...toCome.sort((one, other) => one.date.localeCompare(other.date)),
  ];
}

/** The planned or saved date nearest before and after a date. */
export function neighbours(
  dates: readonly RouteDate[],
  date: string,
): { earlier: string | null; later: string | null } {
  const known = dates.map((one) => one.date).sort();
  return {
    earlier: known.filter((one) => one < date).at(-1) ?? null,
    later: known.find((one) => one > date) ?? null,
  };
}

/** The few dates nearest to one, in order of time. */
export function nearestDates(dates: readonly RouteDate[], date: string, most: number): RouteDate[] {
  const distance = (one: RouteDate) => Math.abs(Date.parse(one.date) - Date.parse(date));
  return [...dates]
    .sort((one, other) => distance(one) - distance(other))
    .slice(0, most)
    .sort((one, other) => one.date.localeCompare(other.date));
}
