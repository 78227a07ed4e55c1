import { describe, expect, it } from "vitest";
import { itemState, makeDay } from "@/testing/days";
import { demandRows, sorted } from "./rows";

const day = makeDay({
  lines: {},
  items: [
    itemState("b", { recommended: 5, van_load: 9, sold: 4, spare: 2, unallocated: 1 }),
    itemState("a", { recommended: 8, van_load_known: false, van_load: 8 }),
    itemState("c", {
      recommended: 0,
      sold: 30,
      spare: 0,
      stock_short: 3,
      taken_back: [{ customer_code: "A", units: 4 }],
    }),
  ],
});

describe("demand", () => {
  const rows = demandRows(day);
  const row = (code: string) => rows.find((one) => one.itemCode === code);

  it("has no load where none is known, which is not a load of 0", () => {
    expect(row("a")?.loaded).toBeNull();
    expect(row("b")?.loaded).toBe(9);
  });

  it("counts what is spare, and below 0 what the van is short of", () => {
    expect(row("b")?.difference).toBe(3);
    expect(row("c")?.difference).toBe(-7);
  });

  it("marks items that nobody is recommended", () => {
    expect(rows.filter((one) => one.outside).map((one) => one.itemCode)).toEqual(["c"]);
  });
});

describe("sorting", () => {
  const order = (
    ...by: Parameters<typeof sorted> extends [unknown, ...infer Rest] ? Rest : never
  ) => sorted(demandRows(day), ...by).map((one) => one.itemCode);

  it("is by any column, both ways, unknown loads last when descending", () => {
    expect(order("recommended", true)).toEqual(["a", "b", "c"]);
    expect(order("sold", true)).toEqual(["c", "b", "a"]);
    expect(order("item", false)).toEqual(["a", "b", "c"]);
    expect(order("loaded", true).at(-1)).toBe("a");
  });
});
