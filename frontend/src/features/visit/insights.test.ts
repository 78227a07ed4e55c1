import { expect, it } from "vitest";
import type { CustomerState, PlanLine } from "@/api/types";
import { customerState, makeDay, planLine } from "@/testing/days";
import { insights } from "./insights";
import { linesOf } from "./lines";

function found(lines: PlanLine[], known: Partial<CustomerState> = {}) {
  const customer = customerState("A", known);
  const day = makeDay({ lines: { A: lines } });
  return insights(customer, linesOf(day.plan, customer, { actuals: {} })).map((insight) => [
    insight.kind,
    insight.lines.map((line) => line.itemCode),
  ]);
}

const sold = (quantity: number) => ({ quantity, edited: true, from_feed: null });
const must = (code: string) => planLine(code, { tier: "MUST_STOCK" });
const late = (code: string, days: number) =>
  planLine(code, { days_since_last_purchase: days, purchase_cycle_days: 2 });

it("has nothing to say of a day as usual", () => {
  expect(found([must("1"), planLine("2")])).toEqual([]);
});

it("names the must-stock items that sold nothing, once the customer is visited", () => {
  const actuals = { "1": sold(0), "2": sold(0), "3": sold(10) };
  expect(found([must("1"), must("2"), must("3")], { status: "visited", actuals })).toEqual([
    ["mustStockMissed", ["1", "2"]],
  ]);
  expect(found([must("1")], { status: "planned", actuals })).toEqual([]);
});

it("names the must-stock items that sold clearly less than recommended, the worst first", () => {
  const actuals = { "1": sold(7), "2": sold(3), "3": sold(8), "4": sold(1) };
  const lines = [must("1"), must("2"), must("3"), planLine("4")];
  expect(found(lines, { status: "visited", actuals })).toEqual([["mustStockLow", ["2", "1"]]]);
  expect(found(lines, { status: "planned", actuals })).toEqual([]);
});

it("holds nobody to what redistribution offered on top, nor to what it took back", () => {
  const actuals = { "1": sold(8), "2": sold(3) };
  const adjusted = { "1": 15, "2": 4 };
  expect(found([must("1"), must("2")], { status: "visited", actuals, adjusted })).toEqual([]);
});

it("does not take an untold quantity for nothing sold", () => {
  expect(found([must("1")], { status: "visited" })).toEqual([]);
});

it("names the most overdue item, from one and a half cycles on", () => {
  expect(found([late("1", 3), late("2", 7), late("3", 5)])).toEqual([["overdue", ["2"]]]);
  expect(found([late("1", 2)])).toEqual([]);
});

it("leaves out an overdue item that was sold on the visit", () => {
  const actuals = { "2": sold(5), "1": sold(0) };
  expect(found([late("1", 4), late("2", 9)], { status: "visited", actuals })).toEqual([
    ["overdue", ["1"]],
  ]);
});
