import { describe, expect, it } from "vitest";
import { customerState, itemState, makeDay, planLine } from "@/testing/days";
import { itemSeries, progressSeries, scoreSeries } from "./series";

describe("recommended and sold by item", () => {
  const day = makeDay({
    lines: {},
    items: [
      itemState("few", { recommended: 3, sold: 9 }),
      itemState("none", { recommended: 0, sold: 0 }),
      itemState("extra", { recommended: 0, sold: 2 }),
      itemState("many", { recommended: 30, sold: 1 }),
    ],
  });

  it("has the most recommended first and leaves out what nobody wants", () => {
    expect(itemSeries(day, 10)).toEqual([
      { name: "Item many", nameAr: null, recommended: 30, sold: 1 },
      { name: "Item few", nameAr: null, recommended: 3, sold: 9 },
      { name: "Item extra", nameAr: null, recommended: 0, sold: 2 },
    ]);
  });

  it("has no more items than asked for", () => {
    expect(itemSeries(day, 1).map((point) => point.name)).toEqual(["Item many"]);
  });
});

it("scores the scored customers with their place in the journey, a score of 0 too", () => {
  const day = makeDay({
    lines: { A: [planLine("1")], B: [planLine("1")], C: [planLine("1")] },
    customers: [customerState("A", { score: 0 }), customerState("C", { score: 92.1 })],
  });
  expect(scoreSeries(day).map(({ place, score }) => [place, score])).toEqual([
    [1, 0],
    [3, 92.1],
  ]);
});

it("adds up visits and units by the time of each visit, whatever the journey order", () => {
  const day = makeDay({
    customers: [
      customerState("A", { visited_at: "2026-11-23T09:00:00Z", sold_units: 5 }),
      customerState("B", { visited_at: "2026-11-23T08:00:00Z", sold_units: 7 }),
    ],
  });
  expect(progressSeries(day)).toEqual([
    { at: Date.parse("2026-11-23T08:00:00Z"), visited: 1, sold: 7 },
    { at: Date.parse("2026-11-23T09:00:00Z"), visited: 2, sold: 12 },
  ]);
  expect(progressSeries(makeDay())).toEqual([]);
});
