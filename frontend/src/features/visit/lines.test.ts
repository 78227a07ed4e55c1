import { describe, expect, it } from "vitest";
import type { CustomerState } from "@/api/types";
import type { Unsent } from "@/features/day";
import { customerState, makeDay, planLine } from "@/testing/days";
import { fill, type Line, linesOf, undoneFill, untold } from "./lines";

const NOTHING: Unsent = { actuals: {} };
const { plan } = makeDay({
  lines: {
    A: [
      planLine("low", { tier: "MONITOR", priority_score: 99 }),
      planLine("second", { tier: "MUST_STOCK", priority_score: 10 }),
      planLine("first", { tier: "MUST_STOCK", priority_score: 90 }),
    ],
  },
});

function lines(known: Partial<CustomerState> = {}, unsent = NOTHING): Line[] {
  return linesOf(plan, customerState("A", known), unsent);
}

function lineOf(itemCode: string, all: Line[]): Line {
  const found = all.find((line) => line.itemCode === itemCode);
  if (!found) throw new Error(`no line of ${itemCode}`);
  return found;
}

const told = (quantity: number | null, known = {}) => ({
  quantity,
  edited: false,
  from_feed: null,
  ...known,
});

describe("the order of a customer's items", () => {
  it("is by tier, then by priority, then what is outside the recommendation", () => {
    const all = lines({ actuals: { extra: told(3), first: told(1) } });
    expect(all.map((line) => line.itemCode)).toEqual(["first", "second", "low", "extra"]);
    expect(lineOf("extra", all)).toMatchObject({ plan: null, recommended: 0, quantity: 3 });
  });

  it("is without an added item that is being taken off", () => {
    const unsent = { actuals: {}, removedItems: ["extra"] };
    const all = lines({ actuals: { extra: told(3), other: told(1) } }, unsent);
    expect(all.map((line) => line.itemCode)).toEqual(["first", "second", "low", "other"]);
  });

  it("has an added item that is still on its way to the server", () => {
    const all = lines({}, { actuals: { extra: null } });
    expect(lineOf("extra", all)).toMatchObject({ plan: null, quantity: null });
  });
});

describe("the quantity that is shown", () => {
  it("is unknown where nobody has told it, which is not 0", () => {
    expect(lineOf("first", lines()).quantity).toBeNull();
    expect(lineOf("first", lines({ actuals: { first: told(0) } })).quantity).toBe(0);
  });

  it("is what was entered last, before the server acknowledges it, without an old accuracy", () => {
    const all = lines(
      { actuals: { first: told(5) }, accuracy: { first: 100 } },
      { actuals: { first: 8 } },
    );
    expect(lineOf("first", all)).toMatchObject({ quantity: 8, edited: true, accuracy: null });
  });

  it("is the feed's again once an edit is taken back", () => {
    const all = lines(
      { actuals: { first: told(5, { edited: true, from_feed: 4 }) } },
      { actuals: { first: null } },
    );
    expect(lineOf("first", all)).toMatchObject({ quantity: 4, edited: false, fromFeed: 4 });
  });
});

it("shows the adjusted quantity, and the recommended one where nothing was adjusted", () => {
  const all = lines({ adjusted: { first: 14 } });
  expect(lineOf("first", all)).toMatchObject({ recommended: 10, adjusted: 14 });
  expect(lineOf("second", all)).toMatchObject({ recommended: 10, adjusted: 10 });
});

describe("filling what nobody has told", () => {
  const all = lines({
    adjusted: { first: 14, low: 0 },
    actuals: { second: told(3), extra: told(null) },
  });

  it("knows which quantities nobody has told", () => {
    expect(untold(all).map((line) => line.itemCode)).toEqual(["first", "low", "extra"]);
  });

  it("as recommended means with the adjustments", () => {
    expect(fill(all, "recommended")).toEqual({ first: 14, low: 0, extra: 0 });
  });

  it("the rest sold nothing leaves what was told", () => {
    expect(fill(all, "nothing")).toEqual({ first: 0, low: 0, extra: 0 });
  });

  it("is undone apart from what somebody has corrected since", () => {
    const filled = fill(all, "recommended");
    const after = lines({
      actuals: { second: told(3), first: told(14), low: told(2), extra: told(0) },
    });
    expect(undoneFill(after, filled)).toEqual({ first: null, extra: null });
    expect(undoneFill(all, {})).toEqual({});
  });
});
