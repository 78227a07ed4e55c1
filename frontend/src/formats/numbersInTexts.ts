import type { FormatterModule } from "i18next";

const formats = new Map<string, Intl.NumberFormat>();

function grouped(value: number, language: string): string {
  let format = formats.get(language);
  if (!format) {
    format = new Intl.NumberFormat(language);
    formats.set(language, format);
  }
  return format.format(value);
}

/**
 * Numbers given to a text are written like the page's other figures, so that no text has to ask
 * for it; plural forms still choose by the number itself.
 */
export const numbersInTexts: FormatterModule = {
  type: "formatter",
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, _format, language) =>
    typeof value === "number" && language ? grouped(value, language) : (value as string),
};
