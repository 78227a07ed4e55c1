import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import type { Change } from "@/features/day";
import { makeDay } from "@/testing/days";
import { DAY_KEY, draw } from "@/testing/drawing";
import { answer, FakeServer, refuse } from "@/testing/server";
import { RefusedNotices } from "./RefusedNotices";

const onOpen = vi.fn();
const quantity = (customerCode: string, units: number): Change => ({
  kind: "actuals",
  customerCode,
  actuals: { "1001": units },
});

/** As an earlier page of this person kept it. */
function keep(date: string, changes: Change[]): void {
  window.localStorage.setItem(`unsent:["1004","${date}","Supervisor"]`, JSON.stringify(changes));
}

const drawNotices = () => draw(<RefusedNotices open={DAY_KEY} onOpen={onOpen} />, makeDay());
const listed = async (count: number) => {
  const alert = await screen.findByRole("alert");
  await waitFor(() => expect(within(alert).getAllByRole("listitem")).toHaveLength(count));
  return within(alert)
    .getAllByRole("listitem")
    .map(({ textContent }) => textContent);
};

let server: FakeServer;
beforeEach(() => {
  onOpen.mockClear();
  server = new FakeServer()
    .on("GET", /days/, () => answer(makeDay()))
    .on("PATCH", /actuals$/, () => refuse("session-saved", 409, { detail: "H. K. saved it." }));
});

it("names every entry that was refused, its reason once, also after a reload", async () => {
  keep("2026-11-23", [quantity("A", 5), quantity("B", 6)]);
  const { unmount } = drawNotices();
  const told = ["Shop A: 5 × Item 1001", "Shop B: 6 × Item 1001"];
  expect(await listed(2)).toEqual(told);
  expect(screen.getByText(/2 entries were not taken/)).toBeDefined();
  expect(screen.getAllByText("H. K. saved it.")).toHaveLength(1);
  unmount();
  drawNotices();
  expect(await listed(2)).toEqual(told);
  await userEvent.click(screen.getByRole("button", { name: "Dismiss" }));
  expect(screen.queryByRole("alert")).toBeNull();
});

it("tells of a day that is not open, with its route and date and a way there", async () => {
  keep("2026-11-22", [quantity("A", 5)]);
  drawNotices();
  expect(await listed(1)).toEqual(["Shop A: 5 × Item 1001"]);
  expect(screen.getByRole("alert").textContent).toContain("Route 1004, Sun 22 Nov 2026: 1 entry");
  await userEvent.click(screen.getByRole("button", { name: "Open that day" }));
  expect(onOpen).toHaveBeenCalledWith({ routeCode: "1004", date: "2026-11-22" });
});

it("tells what followed from a refusal under the reason for that", async () => {
  server
    .on("PUT", /unplanned/, () =>
      refuse("customer-not-found", 404, { detail: "No such customer." }),
    )
    .on("PATCH", /N/, () =>
      refuse("invalid-change", 422, { detail: "N is not part of this day." }),
    );
  const named = { name: "New Shop", arabic: null };
  keep("2026-11-23", [{ kind: "addCustomer", customerCode: "N", named }, quantity("N", 4)]);
  drawNotices();
  expect(await listed(2)).toEqual(["New Shop: added to the day", "New Shop: 4 × Item 1001"]);
  expect(screen.getByText("No such customer.")).toBeDefined();
  expect(screen.queryByText("N is not part of this day.")).toBeNull();
});

it("says each kind of entry in words", async () => {
  server.on("PUT", /./, () => refuse("session-saved", 409));
  server.on("DELETE", /./, () => refuse("session-saved", 409));
  const customerCode = "A";
  keep("2026-11-23", [
    { kind: "visit", customerCode },
    { kind: "unvisit", customerCode },
    { kind: "reason", customerCode, reason: "no_time" },
    { kind: "reason", customerCode, reason: null },
    { kind: "removeItem", customerCode, itemCode: "1001" },
    { kind: "removeCustomer", customerCode },
    { kind: "actuals", customerCode, actuals: { "1001": null, X: 3 } },
  ]);
  drawNotices();
  expect(await listed(7)).toEqual([
    "Shop A: visited",
    "Shop A: not visited",
    "Shop A: not visited: no time",
    "Shop A: no reason for not visiting",
    "Shop A: Item 1001 taken off the list",
    "Shop A: taken off the day",
    "Shop A: Item 1001 not told, 3 × X",
  ]);
});
