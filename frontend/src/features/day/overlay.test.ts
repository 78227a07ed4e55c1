import { expect, it } from "vitest";
import type { Change } from "./changes";
import { unsentByCustomer, unsentOf } from "./overlay";

const CHANGES: Change[] = [
  { kind: "visit", customerCode: "A" },
  { kind: "actuals", customerCode: "A", actuals: { "1": 5, "2": 6 } },
  { kind: "reason", customerCode: "B", reason: "closed" },
  { kind: "actuals", customerCode: "A", actuals: { "2": null } },
  { kind: "unvisit", customerCode: "A" },
];

it("shows the last thing asked for of each customer", () => {
  expect(unsentByCustomer(CHANGES).get("A")).toEqual({
    visited: false,
    actuals: { "1": 5, "2": null },
    removedItems: [],
  });
});

it("has nothing of a customer of whom all is settled", () => {
  expect(unsentByCustomer(CHANGES).has("C")).toBe(false);
  expect(unsentOf(CHANGES, "C")).toEqual({ actuals: {} });
});

it("has the reason for not visiting, also that it is taken back", () => {
  expect(unsentOf(CHANGES, "B").reason).toBe("closed");
  const takenBack: Change = { kind: "reason", customerCode: "B", reason: null };
  expect(unsentOf([...CHANGES, takenBack], "B").reason).toBeNull();
});

it("has an item as taken off the list, until a quantity brings it back", () => {
  const removed: Change = { kind: "removeItem", customerCode: "A", itemCode: "1" };
  const without = unsentOf([...CHANGES, removed], "A");
  expect(without).toMatchObject({ actuals: { "2": null }, removedItems: ["1"] });
  const back: Change = { kind: "actuals", customerCode: "A", actuals: { "1": 3 } };
  expect(unsentOf([...CHANGES, removed, back], "A")).toMatchObject({
    actuals: { "1": 3, "2": null },
    removedItems: [],
  });
});

it("answers with the same object until the list changes, so that nothing is drawn in vain", () => {
  expect(unsentOf(CHANGES, "A")).toBe(unsentOf(CHANGES, "A"));
  expect(unsentOf(CHANGES, "C")).toBe(unsentOf([...CHANGES], "D"));
});
