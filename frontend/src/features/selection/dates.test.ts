import { describe, expect, it } from "vitest";
import type { RouteDate } from "@/api/types";
import { matchesDate, nearestDates, neighbours, recentDatesFirst, typedDate } from "./dates";

const at = (date: string): RouteDate => ({ date, planned_customers: 30, saved: false });
const DATES = ["2026-11-26", "2026-11-25", "2026-11-23", "2026-11-22", "2026-11-20"].map(at);

describe("a date is found by", () => {
  it.each([
    "23 nov",
    "nov 23",
    "23/11",
    "23.11.2026",
    "2026-11-23",
    "2026-11",
    "monday",
    "Mon 23",
    "",
  ])("%j", (search) => expect(matchesDate("2026-11-23", search, "en")).toBe(true));

  it.each(["24", "dec", "2", "tuesday", "23 oct", "2026-12"])("but not by %j", (search) =>
    expect(matchesDate("2026-11-23", search, "en")).toBe(false),
  );
});

describe("a whole date as typed", () => {
  it("is taken as it is", () => expect(typedDate(" 2026-11-23 ")).toBe("2026-11-23"));

  it.each(["2026-11-2", "2026-02-30", "2026-13-01", "23-11-2026", "today", ""])(
    "%j is none",
    (text) => expect(typedDate(text)).toBeNull(),
  );
});

it("puts today first, then the days gone by from the latest back, then those to come", () => {
  const order = recentDatesFirst(DATES, "2026-11-23").map((one) => one.date);
  expect(order).toEqual(["2026-11-23", "2026-11-22", "2026-11-20", "2026-11-25", "2026-11-26"]);
});

it("knows the date before and after, also of a date without a plan", () => {
  expect(neighbours(DATES, "2026-11-23")).toEqual({ earlier: "2026-11-22", later: "2026-11-25" });
  expect(neighbours(DATES, "2026-11-24")).toEqual({ earlier: "2026-11-23", later: "2026-11-25" });
  expect(neighbours(DATES, "2026-11-20").earlier).toBeNull();
  expect(neighbours(DATES, "2026-11-26").later).toBeNull();
});

it("finds the nearest dates and gives them in order of time", () => {
  expect(nearestDates(DATES, "2026-11-24", 3).map((one) => one.date)).toEqual([
    "2026-11-23",
    "2026-11-25",
    "2026-11-26",
  ]);
});
