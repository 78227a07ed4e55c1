import i18next from "i18next";
import { afterEach, expect, it } from "vitest";
import { makeFormats } from "./useFormats";

afterEach(() => void i18next.changeLanguage("en"));

it.each(["en", "ar", "ar-EG", "de"])(
  "numbers in texts are written as figures are, %s",
  (language) => {
    void i18next.changeLanguage(language);
    const count = 999_669;
    const said = i18next.getFixedT(language, "vanStock")("short", { count });
    expect(said).toBe(`${makeFormats(language).units(count)} over the load`);
  },
);

it("one is still one, and what is no number stays as it is", () => {
  const t = i18next.getFixedT("en", "redistribution");
  expect(t("boughtAbove", { customer: "1004", count: 1 })).toBe("1004 bought 1 above plan");
  expect(t("boughtAbove", { customer: "1004", count: 999_966 })).toBe(
    "1004 bought 999,966 above plan",
  );
});
