import { expect, it } from "vitest";
import { customerState, itemState, makeDay, planLine } from "@/testing/days";
import { movesByVisit, takenBack } from "./moves";

const to = (customer_code: string, units: number) => ({ customer_code, units });

it("tells by visit what was left over and where it went, the latest visit first", () => {
  const day = makeDay({
    customers: [
      customerState("A", { visited_at: "2026-11-23T08:00:00Z" }),
      customerState("B", { visited_at: "2026-11-23T09:00:00Z" }),
    ],
    items: [
      itemState("bread", {
        unallocated_reason: "limits_reached",
        draws: [
          { from_customer: "A", units: 5, recipients: [to("C", 3)] },
          { from_customer: "B", units: 4, recipients: [] },
        ],
      }),
      itemState("buns", {
        unallocated_reason: "success",
        draws: [{ from_customer: "A", units: 9, recipients: [to("C", 4), to("D", 5)] }],
      }),
    ],
  });
  const moves = movesByVisit(day);
  expect(moves.map((visit) => visit.customerCode)).toEqual(["B", "A"]);
  expect(moves[1]?.moves).toEqual([
    {
      itemCode: "buns",
      units: 9,
      recipients: [to("C", 4), to("D", 5)],
      withoutTaker: 0,
      reason: "success",
    },
    {
      itemCode: "bread",
      units: 5,
      recipients: [to("C", 3)],
      withoutTaker: 2,
      reason: "limits_reached",
    },
  ]);
});

it("tells what the van is short of, the most first", () => {
  const day = makeDay({
    lines: {},
    items: [
      itemState("few", { taken_back: [to("A", 1)] }),
      itemState("many", { taken_back: [to("A", 1), to("B", 6)] }),
      itemState("none"),
    ],
  });
  expect(takenBack(day).map(({ itemCode, units }) => [itemCode, units])).toEqual([
    ["many", 7],
    ["few", 1],
  ]);
});

it("tells why units were taken back: who bought above the plan, and what was not loaded", () => {
  const told = (quantity: number | null) => ({
    bread: { quantity, edited: true, from_feed: null },
  });
  const bread = [planLine("bread", { recommended: 10 })];
  const visited = { status: "visited" } as const;
  const day = makeDay({
    lines: { A: bread, B: bread, C: bread, D: bread, E: bread },
    customers: [
      customerState("A", { ...visited, actuals: told(12) }),
      customerState("B", { ...visited, actuals: told(9) }),
      customerState("C", { ...visited, actuals: told(null) }),
      customerState("D", { actuals: told(40) }),
      customerState("X", { ...visited, planned: false, actuals: told(3) }),
    ],
    items: [itemState("bread", { recommended: 50, van_load: 46, taken_back: [to("E", 8)] })],
  });
  expect(takenBack(day)).toEqual([
    {
      itemCode: "bread",
      units: 8,
      from: [to("E", 8)],
      boughtAbove: [to("X", 3), to("A", 2)],
      loadedLess: 4,
    },
  ]);
});
