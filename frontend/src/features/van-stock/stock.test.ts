import { describe, expect, it } from "vitest";
import { itemState, makeDay } from "@/testing/days";
import { matching, stockRows } from "./stock";

describe("van stock", () => {
  it("puts first what was sold above the load, then what has no taker, then shortages", () => {
    const day = makeDay({
      lines: {},
      items: [
        itemState("full", { van_load: 900 }),
        itemState("short", { van_load: 5, sold: 8, stock_short: 3 }),
        itemState("lacking", { taken_back: [{ customer_code: "A", units: 2 }] }),
        itemState("left", { unallocated: 7 }),
      ],
    });
    const order = stockRows(day).map((row) => row.state.item_code);
    expect(order).toEqual(["short", "left", "lacking", "full"]);
  });

  it("shares out the load, or what sold where that is more", () => {
    const [row] = stockRows(
      makeDay({
        lines: {},
        items: [
          itemState("1", { van_load: 8, sold: 10, stock_short: 2, spare: 0, promised_ahead: 0 }),
        ],
      }),
    );
    expect(row?.shares).toEqual({
      sold: 0.8,
      above: 0.2,
      reserved: 0,
      promised: 0,
      unallocated: 0,
      spare: 0,
    });
  });

  it("accuses nobody of overselling where no load is known", () => {
    const [row] = stockRows(
      makeDay({
        lines: {},
        items: [itemState("1", { van_load_known: false, sold: 10, van_load: 8, stock_short: 2 })],
      }),
    );
    expect(row?.short).toBe(0);
    expect(row?.shares.above).toBe(0);
  });
});

it("finds items by code and by either name", () => {
  const rows = stockRows(makeDay({ lines: {}, items: [itemState("1001"), itemState("2002")] }));
  const bread = { ...rows[0], name: "White Bread", nameAr: "خبز" } as (typeof rows)[number];
  expect(matching([bread], "BREAD")).toEqual([bread]);
  expect(matching([bread], "خبز")).toEqual([bread]);
  expect(matching(rows, "2002").map((row) => row.state.item_code)).toEqual(["2002"]);
  expect(matching(rows, "cake")).toEqual([]);
});
