import { describe, expect, it } from "vitest";
import { makeFormats } from "./useFormats";

const formats = makeFormats("en", "Asia/Dubai");

describe("figures", () => {
  it("unknown is a dash, and 0 is not", () => {
    for (const write of [formats.units, formats.rate, formats.score]) expect(write(null)).toBe("—");
    expect(formats.units(0)).toBe("0");
  });

  it("are grouped, and differences carry their sign", () => {
    expect(formats.units(1234567)).toBe("1,234,567");
    expect([formats.signed(7), formats.signed(-7), formats.signed(0)]).toEqual(["+7", "−7", "0"]);
  });

  it("a rate over 100 % stays over 100 %", () => {
    expect(formats.rate(104.25)).toBe("104.3%");
  });

  it("scores have one decimal, so that they stand under each other; the ends have none", () => {
    expect([92, 61.04, 100, 0].map(formats.score)).toEqual(["92.0", "61.0", "100", "0"]);
  });
});

describe("times", () => {
  it("are told in the deployment's zone, wherever one looks", () => {
    expect(formats.time("2026-11-23T20:30:00Z")).toBe("00:30");
    expect(formats.date("2026-11-23T20:30:00Z")).toBe("Tue 24 Nov 2026");
  });

  it("a plain date is that date in every zone", () => {
    expect(formats.date("2026-11-23")).toBe("Mon 23 Nov 2026");
    expect(makeFormats("en", "Pacific/Honolulu").date("2026-11-23")).toBe("Mon 23 Nov 2026");
  });

  it("a short date leaves out the year", () => {
    expect(formats.shortDate("2026-11-23")).toBe("Mon 23 Nov");
  });

  it("a moment has its date only where that is another day", () => {
    expect(formats.moment("2026-11-23T08:00:00Z", "2026-11-23")).toBe("12:00");
    expect(formats.moment("2026-11-23T08:00:00Z", "2026-11-24")).toBe("23 Nov 12:00");
  });
});

it("shows the Arabic name in Arabic, where there is one", () => {
  const named = { name: "Al Nakheel", arabic: "بقالة النخيل" };
  expect(formats.name(named)).toBe("Al Nakheel");
  expect(makeFormats("ar").name(named)).toBe("بقالة النخيل");
  expect(makeFormats("ar").name({ name: "Al Nakheel", arabic: null })).toBe("Al Nakheel");
});
