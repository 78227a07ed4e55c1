import { describe, expect, it } from "vitest";
import { customerState, makeDay, planLine } from "@/testing/days";
import { matches, split } from "./ordering";

const LINES = { C: [planLine("1")], A: [planLine("1")], B: [planLine("1")] };

describe("customers of a day", () => {
  it("are in journey order, those outside the plan apart", () => {
    const day = makeDay({ lines: LINES, customers: [customerState("X", { planned: false })] });
    const { planned, unplanned, sequences } = split(day);
    expect(planned.map((one) => one.customer_code)).toEqual(["C", "A", "B"]);
    expect(unplanned.map((one) => one.customer_code)).toEqual(["X"]);
    expect(sequences.get("A")).toBe(2);
  });

  it("the next is the first neither visited nor given up", () => {
    const day = makeDay({
      lines: LINES,
      customers: [
        customerState("C", { status: "visited" }),
        customerState("A", { not_visited_reason: "closed" }),
      ],
    });
    expect(split(day)).toMatchObject({ nextCode: "B", ahead: 2 });
  });

  it("there is no next once everybody is visited or given up", () => {
    const day = makeDay({
      lines: { A: [] },
      customers: [customerState("A", { not_visited_reason: "no_time" })],
    });
    expect(split(day).nextCode).toBeNull();
  });
});

describe("a search", () => {
  const shop = customerState("C1004", {
    customer_name: "Al Nakheel Grocery",
    customer_name_ar: "بقالة النخيل",
  });

  it.each(["nakheel", "  GROCERY ", "1004", "النخيل", ""])("finds by %j", (search) => {
    expect(matches(shop, search)).toBe(true);
  });

  it("does not find what is neither in the code nor in a name", () => {
    expect(matches(shop, "hotel")).toBe(false);
  });
});
