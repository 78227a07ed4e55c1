import { expect, it } from "vitest";
import type { Change, Refusal } from "@/features/day";
import { byReason } from "./refusalGroups";

let made = 0;
function refusal(change: Change, reason: string, slug: string): Refusal {
  const key = `k${made++}`;
  return { key, change: { ...change, key }, reason, type: `/problems/${slug}` };
}

const NOT_ADDED = refusal(
  { kind: "addCustomer", customerCode: "X" },
  "No such customer.",
  "customer-not-found",
);
const VISIT: Change = { kind: "visit", customerCode: "X" };

it("tells that a customer is no part of the day with why they could not be added", () => {
  const follows = refusal(VISIT, "X is not part of this day.", "invalid-change");
  expect(byReason([NOT_ADDED, follows])).toEqual([
    { reason: "No such customer.", refusals: [NOT_ADDED, follows] },
  ]);
});

it("tells what is refused later for another reason with that", () => {
  const later = refusal(VISIT, "The day was saved.", "session-saved");
  expect(byReason([NOT_ADDED, later]).map(({ reason }) => reason)).toEqual([
    "No such customer.",
    "The day was saved.",
  ]);
});
