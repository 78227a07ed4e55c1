import { useContext } from "react";
import { TimeZone } from "./TimeZone";
import { useLanguage } from "./useTranslation";

const UNKNOWN = "—";
const LEAST_PRICE = 0.0001;

type Figure = number | null | undefined;

/** How figures, dates and names are written in the page's language; unknown is a dash. */
export interface Formats {
  units: (value: Figure) => string;
  /** A figure that may be a mean: at most one decimal. */
  decimal: (value: number) => string;
  signed: (value: number) => string;
  rate: (value: Figure) => string;
  score: (value: Figure) => string;
  /** US dollars, down to hundredths of a cent. */
  price: (dollars: number) => string;
  /** A duration given in seconds: milliseconds below one second. */
  seconds: (value: Figure) => string;
  time: (iso: string) => string;
  /** A date, with or without a time of day, which is told in the deployment's zone. */
  date: (iso: string) => string;
  /** A date without its year, for where there is little room and no doubt. */
  shortDate: (iso: string) => string;
  /** The time of day, with its date where that is not the day one looks at. */
  moment: (iso: string, onDate: string) => string;
  name: (named: { name: string; arabic?: string | null | undefined }) => string;
}

export function useFormats(): Formats {
  return formatsOf(useLanguage(), useContext(TimeZone));
}

/** As on this device, whose zone may be another than the deployment's. */
export function useLocalFormats(): Formats {
  // By name: whoever travels with the page open has another zone than it began with.
  return formatsOf(useLanguage(), new Intl.DateTimeFormat().resolvedOptions().timeZone);
}

const made = new Map<string, Formats>();

/** The same formats for the same language and zone: making them costs more than using them. */
function formatsOf(language: string, timeZone: string | undefined): Formats {
  const key = `${language}|${timeZone}`;
  const known = made.get(key);
  if (known) return known;
  const formats = makeFormats(language, timeZone);
  made.set(key, formats);
  return formats;
}

export function makeFormats(language: string, timeZone?: string): Formats {
  // "24 Nov 2026" is read everywhere; "11/24" is not.
  const datesLike = language === "en" ? "en-GB" : language;
  const zone = timeZone ? { timeZone } : {};
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const decimal = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const signed = new Intl.NumberFormat(language, { signDisplay: "exceptZero" });
  const tenths = new Intl.NumberFormat(language, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const rate = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const dollars = new Intl.NumberFormat(language, {
    style: "currency",
    currency: "USD",
    maximumFractionDigits: 4,
  });
  const milliseconds = durations(language, "millisecond", 0);
  const seconds = durations(language, "second", 1);
  const time = new Intl.DateTimeFormat(language, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...zone,
  });
  const wholeDate = {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
  } as const;
  const calendarDate = new Intl.DateTimeFormat(datesLike, { ...wholeDate, timeZone: "UTC" });
  const dateOfMoment = new Intl.DateTimeFormat(datesLike, { ...wholeDate, ...zone });
  const dayAndMonth = new Intl.DateTimeFormat(datesLike, {
    day: "numeric",
    month: "short",
    ...zone,
  });
  const date = (iso: string) =>
    (iso.includes("T")
      ? dateOfMoment.format(new Date(iso))
      : calendarDate.format(new Date(`${iso}T00:00:00Z`))
    ).replace(",", "");
  const shortDate = new Intl.DateTimeFormat(datesLike, {
    weekday: "short",
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  });
  const timeOf = (iso: string) => time.format(new Date(iso));
  return {
    units: (value) => (value == null ? UNKNOWN : whole.format(value)),
    decimal: (value) => decimal.format(value).replace("-", "−"),
    signed: (value) => signed.format(value).replace("-", "−"),
    rate: (value) => (value == null ? UNKNOWN : rate.format(value / 100)),
    score: (value) => {
      if (value == null) return UNKNOWN;
      return value <= 0 || value >= 100 ? whole.format(value) : tenths.format(value);
    },
    price: (value) =>
      value > 0 && value < LEAST_PRICE ? `< ${dollars.format(LEAST_PRICE)}` : dollars.format(value),
    seconds: (value) => {
      if (value == null) return UNKNOWN;
      return value < 1 ? milliseconds.format(value * 1000) : seconds.format(value);
    },
    time: timeOf,
    date,
    shortDate: (iso) => shortDate.format(new Date(`${iso}T00:00:00Z`)).replace(",", ""),
    moment: (iso, onDate) =>
      date(iso) === date(onDate)
        ? timeOf(iso)
        : `${dayAndMonth.format(new Date(iso))} ${timeOf(iso)}`,
    name: ({ name, arabic }) => (language.startsWith("ar") && arabic ? arabic : name),
  };
}

function durations(language: string, unit: "second" | "millisecond", digits: number) {
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: digits,
  });
}
