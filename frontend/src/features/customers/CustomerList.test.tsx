import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Day } from "@/api/types";
import { customer, customerState, dayChange, makeDay, planLine, savedDay } from "@/testing/days";
import { draw } from "@/testing/drawing";
import { answer, FakeServer } from "@/testing/server";
import { CustomerList } from "./CustomerList";

const onSelect = vi.fn<(customerCode: string, by: "key" | "pointer") => void>();
const LINES = { A: [planLine("1")], B: [planLine("1")], C: [planLine("1")] };

function drawList(day: Day) {
  return draw(<CustomerList day={day} selected="B" onSelect={onSelect} />, day);
}

const row = (name: string) => screen.getByRole("button", { name: new RegExp(`^${name}`) });

let server: FakeServer;
beforeEach(() => {
  onSelect.mockClear();
  server = new FakeServer();
});

describe("a customer's row", () => {
  it("of one ahead has what is recommended and what redistribution made of it", () => {
    drawList(makeDay({ lines: LINES, customers: [customerState("B", { adjusted_units: 14 })] }));
    expect(row("Shop B").textContent).toContain("recommended 10 → 14");
    expect(within(row("Shop B")).getByTitle(/4 units more/).textContent).toBe("+4");
    expect(row("Shop A").textContent).toContain("next · recommended 10");
  });

  it("of one visited has what was sold, what is not told, and the score", () => {
    drawList(
      makeDay({
        lines: LINES,
        customers: [
          customerState("A", {
            status: "visited",
            sold_units: 7,
            untold_items: 2,
            score: 61,
            adjusted_units: 14,
          }),
        ],
      }),
    );
    expect(row("Shop A").textContent).toBe("Shop Asold 7 of 10 · 2 not toldScore 61.0");
  });

  it("of one visited of whom nothing is told does not say that nothing was sold", () => {
    const visited = customerState("A", { status: "visited", untold_items: 2, fulfilment: null });
    drawList(makeDay({ lines: LINES, customers: [visited] }));
    expect(row("Shop A").textContent).toContain("recommended 10 · 2 not told");
    expect(row("Shop A").textContent).not.toContain("sold");
  });

  it("of one outside the plan says that nothing was sold, and what is not told of it", () => {
    const actuals = {
      "1": { quantity: 0, edited: true, from_feed: null },
      "2": { quantity: null, edited: false, from_feed: null },
    };
    const known = { planned: false, fulfilment: null, untold_items: 1, actuals } as const;
    const walkIn = customerState("X", { status: "visited", ...known });
    drawList(makeDay({ lines: LINES, customers: [walkIn] }));
    expect(row("Shop X").textContent).toMatch(/sold 0 of \d+ · 1 not told/);
  });

  it("of one not visited has the reason", () => {
    drawList(
      makeDay({ lines: LINES, customers: [customerState("A", { not_visited_reason: "closed" })] }),
    );
    expect(row("Shop A").textContent).toContain("closed");
  });
});

it("keeps customers outside the plan apart", () => {
  drawList(makeDay({ lines: LINES, customers: [customerState("X", { planned: false })] }));
  expect(screen.getByRole("heading", { name: "Outside the plan" })).toBeDefined();
  expect(row("Shop X")).toBeDefined();
});

it("is moved through by arrow keys, and a key tells itself from a tap", async () => {
  drawList(makeDay({ lines: LINES }));
  row("Shop A").focus();
  await userEvent.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}{ArrowUp}");
  expect(document.activeElement).toBe(row("Shop B"));
  await userEvent.keyboard("{Enter}");
  await userEvent.click(row("Shop C"));
  expect(onSelect.mock.calls).toEqual([
    ["B", "key"],
    ["C", "pointer"],
  ]);
});

it("is narrowed by a search, and says so when nobody is found", async () => {
  drawList(makeDay({ lines: LINES }));
  await userEvent.type(screen.getByRole("searchbox"), "shop c");
  expect(screen.queryByRole("button", { name: /^Shop A/ })).toBeNull();
  expect(row("Shop C")).toBeDefined();
  await userEvent.type(screen.getByRole("searchbox"), "zzz");
  expect(screen.getByText(/No customer of this day matches/)).toBeDefined();
});

describe("a customer outside the plan", () => {
  it("is found by search, without those who are there already, and added", async () => {
    server
      .on("GET", /customers$/, ({ search }) =>
        answer(search.get("search") === "noor" ? [customer("A"), customer("N")] : []),
      )
      .on("PUT", /unplanned-customers/, () => answer(dayChange()));
    drawList(makeDay({ lines: LINES }));
    await userEvent.click(screen.getByRole("button", { name: "Add a customer outside the plan" }));
    await userEvent.keyboard("noor");
    const found = await screen.findByRole("option");
    expect(found.textContent).toContain("Shop N");
    await userEvent.keyboard("{Enter}");
    await waitFor(() =>
      expect(server.changes()).toEqual(["PUT /api/days/1004/2026-11-23/unplanned-customers/N"]),
    );
    expect(onSelect.mock.calls[0]?.[0]).toBe("N");
  });

  it("is not added after all on Escape: the search of the day is there again", async () => {
    server.on("GET", /customers$/, () => answer([customer("N")]));
    drawList(makeDay({ lines: LINES }));
    await userEvent.click(screen.getByRole("button", { name: "Add a customer outside the plan" }));
    await userEvent.keyboard("noor{Escape}");
    expect(screen.getByRole("searchbox")).toBeDefined();
    expect(screen.queryByRole("combobox")).toBeNull();
    const add = screen.getByRole("button", { name: "Add a customer outside the plan" });
    expect(document.activeElement).toBe(add);
    expect(server.changes()).toEqual([]);
  });

  it("cannot be added to a saved day", () => {
    drawList(savedDay({ lines: LINES }));
    expect(screen.queryByRole("button", { name: "Add a customer outside the plan" })).toBeNull();
    expect(screen.queryByRole("switch")).toBeNull();
  });
});
