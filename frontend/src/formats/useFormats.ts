import { useContext, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { TimeZone } from "./TimeZone";

const UNKNOWN = "—";

type Figure = number | null | undefined;

/** How figures, dates and names are written in the page's language; unknown is a dash. */
export interface Formats {
  units: (value: Figure) => string;
  signed: (value: number) => string;
  rate: (value: Figure) => string;
  score: (value: Figure) => string;
  time: (iso: string) => string;
  date: (iso: string) => string;
  name: (named: { name: string; arabic?: string | null | undefined }) => string;
}

export function useFormats(): Formats {
  const { i18n } = useTranslation();
  const language = i18n.language;
  const timeZone = useContext(TimeZone);
  return useMemo(() => makeFormats(language, timeZone), [language, timeZone]);
}

export function makeFormats(language: string, timeZone?: string): Formats {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const signed = new Intl.NumberFormat(language, { signDisplay: "exceptZero" });
  const tenths = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const rate = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const time = new Intl.DateTimeFormat(language, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...(timeZone ? { timeZone } : {}),
  });
  const date = new Intl.DateTimeFormat(language, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
  return {
    units: (value) => (value == null ? UNKNOWN : whole.format(value)),
    signed: (value) => signed.format(value).replace("-", "−"),
    rate: (value) => (value == null ? UNKNOWN : rate.format(value / 100)),
    score: (value) => (value == null ? UNKNOWN : tenths.format(value)),
    time: (iso) => time.format(new Date(iso)),
    date: (iso) => date.format(new Date(`${iso}T00:00:00Z`)),
    name: ({ name, arabic }) => (language.startsWith("ar") && arabic ? arabic : name),
  };
}
