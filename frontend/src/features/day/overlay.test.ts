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
  });
});

it("has nothing of a customer whose visit and quantities are settled", () => {
  expect(unsentByCustomer(CHANGES).has("B")).toBe(false);
  expect(unsentOf(CHANGES, "B")).toEqual({ actuals: {} });
});

it("answers with the same object until the list changes, so that nothing is drawn in vain", () => {
  expect(unsentOf(CHANGES, "A")).toBe(unsentOf(CHANGES, "A"));
  expect(unsentOf(CHANGES, "B")).toBe(unsentOf([...CHANGES], "C"));
});
