import { expect, it } from "vitest";
import { customerState, makeDay, planLine } from "@/testing/days";
import { warningsOf } from "./warnings";

const told = (quantity: number | null) => ({ quantity, edited: false, from_feed: null });

it("names the quantities that nobody has told, by customer, the most first", () => {
  const day = makeDay({
    lines: {
      A: [planLine("1"), planLine("2"), planLine("none", { recommended: 0 })],
      B: [planLine("1"), planLine("2")],
    },
    customers: [
      customerState("A", { status: "visited", untold_items: 1, actuals: { "1": told(3) } }),
      customerState("B", { status: "visited", untold_items: 3, actuals: { extra: told(null) } }),
    ],
  });
  const named = warningsOf(day).untold.map(({ customer, items }) => [
    customer.customer_code,
    items.map((item) => item.item_name),
  ]);
  expect(named).toEqual([
    ["B", ["Item 1", "Item 2", "extra"]],
    ["A", ["Item 2"]],
  ]);
});

it("says nothing of untold quantities at customers that are not visited", () => {
  expect(
    warningsOf(makeDay({ customers: [customerState("A", { untold_items: 4 })] })).untold,
  ).toEqual([]);
});

it("finds customers with quantities that would not count", () => {
  const day = makeDay({
    customers: [
      customerState("A", { actuals: { "1001": told(0) } }),
      customerState("B", { actuals: { "1001": told(null) } }),
    ],
  });
  expect(warningsOf(day).noted.map((one) => one.customer_code)).toEqual(["A"]);
});

it("lists who was not visited in journey order", () => {
  const day = makeDay({
    lines: { C: [], A: [], B: [] },
    customers: [customerState("A", { status: "visited" })],
  });
  expect(warningsOf(day).notVisited.map((one) => one.customer_code)).toEqual(["C", "B"]);
});
