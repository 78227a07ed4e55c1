import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Day } from "@/api/types";
import { customerState, dayChange, makeDay, planLine, savedDay } from "@/testing/days";
import { draw } from "@/testing/drawing";
import { answer, FakeServer, refuse } from "@/testing/server";
import { difference } from "@/testing/versions";
import { SaveDialog } from "./SaveDialog";

const onSaved = vi.fn();
const onClose = vi.fn();
const onMerge = vi.fn();
const onSeeVersion = vi.fn();
const parts = { onClose, onSaved, onMerge, onSeeVersion };
const SAVED = {
  session: savedDay().session,
  customers_saved: 2,
  items_saved: 2,
  untold_quantities: 0,
};

function drawDialog(day: Day) {
  return draw(<SaveDialog {...parts} day={day} />, day);
}

const confirm = () => screen.getByRole("button", { name: "Save and close the day" });
const saves = () => server.asked.filter(({ method }) => method === "POST");

let server: FakeServer;
beforeEach(() => {
  for (const told of [onSaved, onClose, onMerge, onSeeVersion]) told.mockClear();
  server = new FakeServer()
    .on("GET", /2026-11-23$/, () => answer(savedDay()))
    .on("POST", /session$/, () => answer(SAVED, 201));
});

describe("before the save", () => {
  it("names the quantities that would be saved as unknown", async () => {
    const lines = Object.fromEntries(
      ["A", "B", "C", "D", "E"].map((code) => [code, [planLine("1001"), planLine("1002")]]),
    );
    const customers = Object.keys(lines).map((code) =>
      customerState(code, { status: "visited", untold_items: 2 }),
    );
    drawDialog(makeDay({ lines, customers, kpis: { untold_quantities: 10 } }));
    expect(screen.getByText(/^10 quantities are not told/)).toBeDefined();
    const named = () => screen.getAllByRole("listitem").map((one) => one.textContent);
    expect(named()[0]).toBe("Shop A: Item 1001, Item 1002");
    expect(named()).toHaveLength(4);
    await userEvent.click(screen.getByRole("button", { name: "Name 1 more customer" }));
    expect(named()).toHaveLength(5);
  });

  it("names customers whose quantities would not count", () => {
    const noted = { "1001": { quantity: 4, edited: true, from_feed: null } };
    drawDialog(makeDay({ customers: [customerState("B", { actuals: noted })] }));
    expect(screen.getByText(/is not marked visited/).parentElement?.textContent).toContain(
      "Shop B",
    );
  });

  it("lets reasons be given to who was not visited", async () => {
    server.on("PUT", /reason$/, () => answer(dayChange()));
    drawDialog(makeDay({ customers: [customerState("A", { not_visited_reason: "closed" })] }));
    const summary = screen.getByText(/2 planned customers not visited/);
    expect(summary.textContent).toContain("1 without a reason");
    await userEvent.click(summary);
    const reasons = await screen.findAllByRole("combobox");
    await userEvent.selectOptions(reasons[1] as HTMLElement, "No time");
    await waitFor(() =>
      expect(server.changes()).toEqual([
        "PUT /api/days/1004/2026-11-23/customers/B/not-visited-reason",
      ]),
    );
  });

  it("shows a reason as it was entered while the server is down", async () => {
    server.isDown = true;
    drawDialog(makeDay());
    const summary = screen.getByText(/2 planned customers not visited/);
    await userEvent.click(summary);
    const [first] = await screen.findAllByRole<HTMLSelectElement>("combobox");
    await userEvent.selectOptions(first as HTMLElement, "No time");
    await waitFor(() => expect(first?.value).toBe("no_time"));
    expect(summary.textContent).toContain("1 without a reason");
  });

  it("waits for entries that are still on their way", () => {
    server.isDown = true;
    window.localStorage.setItem(
      'unsent:["1004","2026-11-23","Supervisor"]',
      JSON.stringify([{ kind: "visit", customerCode: "A" }]),
    );
    drawDialog(makeDay());
    expect(screen.getByText(/1 entry is still on its way/)).toBeDefined();
    expect(confirm()).toHaveProperty("disabled", true);
  });
});

describe("the save", () => {
  it("carries the version that the draft began from, and a key of its own", async () => {
    drawDialog(makeDay());
    await userEvent.click(confirm());
    await waitFor(() => expect(onSaved).toHaveBeenCalledOnce());
    const headers = saves()[0]?.headers;
    expect(headers?.get("if-match")).toBe('"0.0123456789abcdef"');
    expect(headers?.get("idempotency-key")).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("tells of its success although the dialog is gone by then", async () => {
    const { unmount } = drawDialog(makeDay());
    let settle = (_: Response) => {};
    server.on("POST", /session$/, () => new Promise((resolve) => (settle = resolve)));
    await userEvent.click(confirm());
    await waitFor(() => expect(saves()).toHaveLength(1));
    unmount();
    settle(answer(SAVED, 201));
    await waitFor(() => expect(onSaved).toHaveBeenCalledOnce());
  });

  it("repeats with the same key when the answer was lost", async () => {
    let tries = 0;
    server.on("POST", /session$/, () => {
      tries += 1;
      if (tries === 1) throw new TypeError("connection lost");
      return answer(SAVED, 201);
    });
    drawDialog(makeDay());
    await userEvent.click(confirm());
    await waitFor(() => expect(onSaved).toHaveBeenCalledOnce());
    const keys = saves().map(({ headers }) => headers.get("idempotency-key"));
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it("waits for its own first attempt, with the same key", async () => {
    let tries = 0;
    server.on("POST", /session$/, () => {
      tries += 1;
      return tries === 1 ? refuse("request-in-flight", 409) : answer(SAVED, 201);
    });
    drawDialog(makeDay());
    await userEvent.click(confirm());
    await waitFor(() => expect(onSaved).toHaveBeenCalledOnce());
    expect(new Set(saves().map(({ headers }) => headers.get("idempotency-key"))).size).toBe(1);
  });

  it("is the same request when repeated, whatever the day has become meanwhile", async () => {
    let tries = 0;
    const { rerender } = drawDialog(makeDay());
    server.on("POST", /session$/, () => {
      tries += 1;
      if (tries > 1) return answer(SAVED, 201);
      rerender(<SaveDialog {...parts} day={savedDay()} />);
      throw new TypeError("connection lost after the commit");
    });
    await userEvent.click(confirm());
    await waitFor(() => expect(onSaved).toHaveBeenCalledOnce());
    const guards = saves().map(({ headers }) => [
      headers.get("if-match"),
      headers.get("idempotency-key"),
    ]);
    expect(guards).toHaveLength(2);
    expect(guards[1]).toEqual(guards[0]);
  });

  it("refused because the day was saved on another device offers it as it is", async () => {
    server.on("POST", /session$/, () => refuse("session-saved", 409));
    drawDialog(makeDay());
    await userEvent.click(confirm());
    expect((await screen.findByRole("alert")).textContent).toContain("Refused: session-saved.");
    expect(confirm()).toHaveProperty("disabled", true);
    await userEvent.click(screen.getByRole("button", { name: "Open the day again" }));
    expect(onClose).toHaveBeenCalledOnce();
  });

  it("refused for another reason can be tried again", async () => {
    server.on("POST", /session$/, () => refuse("invalid-quantity", 422));
    drawDialog(makeDay());
    await userEvent.click(confirm());
    expect((await screen.findByRole("alert")).textContent).toBe("Refused: invalid-quantity.");
    expect(confirm()).toHaveProperty("disabled", false);
  });
});

describe("a save that came second", () => {
  beforeEach(async () => {
    server.on("POST", /session$/, () =>
      refuse("version-conflict", 409, {
        current_version: 2,
        saved_by: "H. K.",
        saved_at: "2026-11-23T14:05:00Z",
        differences: [difference()],
      }),
    );
    drawDialog(makeDay());
    await userEvent.click(confirm());
    await screen.findByRole("dialog", { name: "H. K. saved this day first" });
  });

  it("says who saved and when, and that nothing is lost", () => {
    const alert = screen.getByRole("alert").textContent;
    expect(alert).toMatch(/H. K. saved it as version 2 at \d\d:05/);
    expect(alert).toContain("Your entries are kept");
    expect(alert).toContain("1 entry differs from yours.");
    expect(onSaved).not.toHaveBeenCalled();
  });

  it.each([
    [/^Merge/, onMerge, []],
    [/^See theirs/, onSeeVersion, [2]],
    [/^Keep mine aside/, onClose, []],
  ])("leads on by %s", async (name, told, args) => {
    await userEvent.click(screen.getByRole("button", { name }));
    expect(told).toHaveBeenCalledExactlyOnceWith(...args);
    expect(onClose).toHaveBeenCalledOnce();
  });
});
