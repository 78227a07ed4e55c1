import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Actual, CustomerState, Day } from "@/api/types";
import {
  customerState,
  dayChange,
  item,
  itemState,
  makeDay,
  planLine,
  savedDay,
} from "@/testing/days";
import { draw } from "@/testing/drawing";
import { answer, FakeServer } from "@/testing/server";
import { VisitPanel } from "./VisitPanel";

const LINES = {
  A: ["1", "2", "3"].map((code, index) => planLine(code, { priority_score: 90 - index })),
};
const told = (quantity: number | null, known: Partial<Actual> = {}): Actual => ({
  quantity,
  edited: false,
  from_feed: null,
  ...known,
});

function drawPanel(known: Partial<CustomerState> = {}, make: typeof makeDay = makeDay): Day {
  const customer = customerState("A", known);
  const day = make({ lines: LINES, customers: [customer] });
  draw(
    <VisitPanel day={day} customer={customer} next={null} onNext={vi.fn()} onBack={vi.fn()} />,
    day,
  );
  return day;
}

const field = (code: string) =>
  screen.getByRole<HTMLInputElement>("textbox", { name: `Actual quantity of Item ${code}` });
const entered = () =>
  server.asked.filter(({ method }) => method === "PATCH").map(({ body }) => body);

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer()
    // What was entered stays on its way: the panel is drawn of one state of the customer.
    .on("PATCH", /actuals$/, () => new Promise(() => {}))
    .on("DELETE", /actuals/, () => answer(dayChange()))
    .on("PUT", /reason$/, () => answer(dayChange()));
});

describe("by keyboard alone", () => {
  it("arrows move from quantity to quantity and Enter confirms and moves on", async () => {
    drawPanel();
    field("1").focus();
    await userEvent.keyboard("4{Enter}");
    expect(document.activeElement).toBe(field("2"));
    await userEvent.keyboard("5{ArrowDown}");
    expect(document.activeElement).toBe(field("3"));
    await userEvent.keyboard("{ArrowUp}{ArrowUp}");
    expect(document.activeElement).toBe(field("1"));
    expect(field("1").value).toBe("4");
    expect(field("2").value).toBe("5");
  });

  it("Enter in the last quantity confirms it, and leaves the field once", async () => {
    drawPanel();
    field("3").focus();
    await userEvent.keyboard("7{Enter}");
    expect(document.activeElement).toBe(document.body);
    await waitFor(() => expect(entered()).toEqual([{ actuals: { "3": 7 } }]));
  });
});

describe("quantities that nobody has told", () => {
  it("are counted, and filled as recommended in one step with one undo", async () => {
    drawPanel({ actuals: { "1": told(4) }, adjusted: { "2": 14 } });
    expect(screen.getByText("Not visited yet: 2 quantities to fill in")).toBeDefined();
    await userEvent.click(screen.getByRole("button", { name: "As recommended" }));
    expect([field("1").value, field("2").value, field("3").value]).toEqual(["4", "14", "10"]);
    expect(screen.getByText("Every quantity is told.")).toBeDefined();
    await userEvent.click(screen.getByRole("button", { name: "Undo 2 entries" }));
    expect([field("1").value, field("2").value, field("3").value]).toEqual(["4", "", ""]);
  });

  it("are filled with nothing sold, which is not unknown", async () => {
    drawPanel();
    await userEvent.click(screen.getByRole("button", { name: "Rest sold nothing" }));
    expect(field("2").value).toBe("0");
    await waitFor(() => expect(entered()).toEqual([{ actuals: { "1": 0, "2": 0, "3": 0 } }]));
  });

  it.each(["6", "10"])("undo leaves what was entered after the fill, %s of 10", async (text) => {
    drawPanel();
    await userEvent.click(screen.getByRole("button", { name: "As recommended" }));
    for (const typed of ["3", text]) {
      await userEvent.clear(field("2"));
      await userEvent.type(field("2"), `${typed}{Enter}`);
    }
    await userEvent.click(screen.getByRole("button", { name: "Undo 2 entries" }));
    expect([field("1").value, field("2").value, field("3").value]).toEqual(["", text, ""]);
  });

  it("are told apart from those of a visit that is still ahead", () => {
    drawPanel({ status: "visited" });
    expect(screen.getByText("3 quantities of this visit not told yet")).toBeDefined();
  });

  it("says that noted quantities count only once the customer is marked visited", () => {
    drawPanel({ actuals: { "1": told(4) } });
    expect(screen.getByText(/^1 noted: it counts once/)).toBeDefined();
  });
});

it("shows why an item is recommended; without a reason, how the customer buys it", () => {
  const lines = { A: [planLine("1"), planLine("2", { reason: "", purchase_cycle_days: 6 })] };
  drawPanel({}, (parts) => makeDay({ ...parts, lines }));
  const [, first, second] = screen.getAllByRole("row");
  expect(first?.textContent).toContain("buys every 3 days, last 3 days ago, usually 10");
  expect(second?.textContent).toContain("every 6 d, last 3 d ago");
});

describe("where a quantity comes from", () => {
  it("is said for the feed's, and what the feed said beside an edit", () => {
    drawPanel({
      actuals: { "1": told(4, { from_feed: 4 }), "2": told(9, { from_feed: 4, edited: true }) },
    });
    const rows = screen.getAllByRole("row").map((row) => row.textContent ?? "");
    expect(rows.find((text) => text.includes("Item 1"))).toContain("· feed");
    expect(rows.find((text) => text.includes("Item 2"))).toContain("feed said 4");
    expect(rows.find((text) => text.includes("Item 3"))).not.toContain("feed");
  });
});

describe("an item outside the recommendation", () => {
  it("is added by search, without those that are there already", async () => {
    server.on("GET", /items$/, () => answer([item("1"), item("9")]));
    drawPanel();
    await userEvent.click(screen.getByRole("button", { name: "Add item" }));
    await userEvent.keyboard("item");
    await userEvent.click(await screen.findByRole("option", { name: /Item 9/ }));
    await waitFor(() => expect(entered()).toEqual([{ actuals: { "9": null } }]));
  });

  it.each(["by mouse", "by keyboard"])("takes the focus to its quantity, %s", async (how) => {
    server.on("GET", /items$/, () => answer([item("9")]));
    drawPanel();
    await userEvent.click(screen.getByRole("button", { name: "Add item" }));
    await userEvent.keyboard("item");
    const option = await screen.findByRole("option", { name: /Item 9/ });
    if (how === "by mouse") await userEvent.click(option);
    else await userEvent.keyboard("{Enter}");
    expect(document.activeElement).toBe(
      screen.getByRole("textbox", { name: "Actual quantity of 9" }),
    );
  });

  it("is marked as extra and can be removed", async () => {
    drawPanel({ actuals: { "9": told(3, { edited: true }) } });
    const row = screen.getByRole("row", { name: /^9/ });
    expect(within(row).getAllByText("EXTRA").length).toBeGreaterThan(0);
    await userEvent.click(within(row).getByRole("button", { name: /Remove/ }));
    await waitFor(() =>
      expect(server.changes()).toEqual(["DELETE /api/days/1004/2026-11-23/customers/A/actuals/9"]),
    );
  });
});

it("takes the reason why a planned customer was not visited", async () => {
  drawPanel();
  await userEvent.selectOptions(screen.getByLabelText("Not visited? Say why"), "No payment");
  await waitFor(() => expect(server.asked.at(-1)?.body).toEqual({ reason: "no_payment" }));
});

it("asks no reason for a customer that was visited, or is outside the plan", () => {
  drawPanel({ status: "visited" });
  expect(screen.queryByLabelText("Not visited? Say why")).toBeNull();
});

it("says what stands out, and names the items", () => {
  const lines = { A: LINES.A.map((line) => ({ ...line, tier: "MUST_STOCK" as const })) };
  const actuals = { "1": told(4), "2": told(0), "3": told(10) };
  drawPanel({ status: "visited", actuals }, (parts) => makeDay({ ...parts, lines }));
  expect(
    screen.getByText(
      "1 must-stock item sold nothing: Item 2. Must-stock sold short: Item 1 4 of 10.",
    ),
  ).toBeDefined();
});

it("says what became of the units that were not taken", () => {
  drawPanel({
    status: "visited",
    redistributed: { offered: 9, placed: 7, result: "limits_reached" },
  });
  expect(screen.getByText(/7 unsold units were offered/).textContent).toContain(
    "2 units found no taker: every customer ahead is at its limit.",
  );
});

it("on a saved day nothing can be entered", () => {
  drawPanel({ status: "visited", actuals: { "1": told(4), "2": told(null) } }, savedDay);
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(screen.queryByRole("combobox")).toBeNull();
  const names = screen.queryAllByRole("button").map((button) => button.getAttribute("aria-label"));
  expect(names).toEqual(["Back to the customers", "Customer Review"]);
  const second = screen.getByRole("row", { name: /Item 2/ });
  expect(second.textContent).toContain("— not told");
});

it("explains itself where nothing is recommended", () => {
  const customer = customerState("A", { planned: false });
  const day = makeDay({ lines: {}, customers: [customer], items: [itemState("1")] });
  draw(<VisitPanel day={day} customer={customer} next={null} onNext={vi.fn()} onBack={vi.fn()} />);
  expect(screen.getByText(/outside the plan. Add the items that were sold/)).toBeDefined();
});
