import { expect, it } from "vitest";
import { customerState, dayChange, item, itemState, kpis, makeDay } from "@/testing/days";
import { applyChange } from "./applyChange";

it("replaces what is different and leaves the rest the very same", () => {
  const day = makeDay();
  const visited = customerState("A", { status: "visited" });
  const after = applyChange(
    day,
    dayChange({ customers: { A: visited }, kpis: kpis({ visited_customers: 1 }) }),
  );
  expect(after.state.customers.A).toBe(visited);
  expect(after.state.customers.B).toBe(day.state.customers.B);
  expect(after.state.items["1001"]).toBe(day.state.items["1001"]);
  expect(after.plan).toBe(day.plan);
  expect(after.state.kpis.visited_customers).toBe(1);
  expect(after.draft?.revision).toBe(2);
});

it("adds items that are new to the day with their names", () => {
  const after = applyChange(
    makeDay(),
    dayChange({ items: { "2002": itemState("2002") }, new_items: { "2002": item("2002") } }),
  );
  expect(after.plan.items["2002"]?.item_name).toBe("Item 2002");
  expect(after.plan.items["1001"]).toBeDefined();
});

it("removes customers and items that are gone", () => {
  const after = applyChange(
    makeDay({ customers: [customerState("X", { planned: false })] }),
    dayChange({ removed_customers: ["X"], removed_items: ["1001"] }),
  );
  expect(Object.keys(after.state.customers)).toEqual(["A", "B"]);
  expect(after.state.items).toEqual({});
});

it("does not change the day it was given", () => {
  const day = makeDay();
  const before = structuredClone(day);
  applyChange(day, dayChange({ removed_customers: ["A"], customers: { B: customerState("B") } }));
  expect(day).toEqual(before);
});
