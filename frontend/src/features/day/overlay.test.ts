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
    reason: null,
    removed: [],
  });
});

it("shows a reason, and that it was taken back", () => {
  expect(unsentOf(CHANGES, "B")).toMatchObject({ reason: "closed" });
  const takenBack: Change = { kind: "reason", customerCode: "B", reason: null };
  expect(unsentOf([...CHANGES, takenBack], "B").reason).toBeNull();
});

it("shows no item that was taken out, until something is entered of it again", () => {
  const out: Change = { kind: "removeItem", customerCode: "A", itemCode: "1" };
  const removed = unsentOf([...CHANGES, out], "A");
  expect(removed).toMatchObject({ actuals: { "2": null }, removed: ["1"] });
  const again: Change = { kind: "actuals", customerCode: "A", actuals: { "1": 7 } };
  expect(unsentOf([...CHANGES, out, again], "A")).toMatchObject({
    actuals: { "1": 7, "2": null },
    removed: [],
  });
});

it("has nothing of a customer of whom everything is settled", () => {
  expect(unsentByCustomer(CHANGES).has("C")).toBe(false);
  expect(unsentOf(CHANGES, "C")).toEqual({ actuals: {}, removed: [] });
});

it("answers with the same object until the list changes, so that nothing is drawn in vain", () => {
  expect(unsentOf(CHANGES, "A")).toBe(unsentOf(CHANGES, "A"));
  expect(unsentOf(CHANGES, "C")).toBe(unsentOf([...CHANGES], "D"));
});
