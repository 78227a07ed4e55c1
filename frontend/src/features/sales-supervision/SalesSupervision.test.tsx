import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { customerState, dayChange, makeDay, savedDay } from "@/testing/days";
import { makeMe } from "@/testing/me";
import { answer, FakeServer, refuse } from "@/testing/server";
import { SalesSupervision } from "./SalesSupervision";

const DEPLOYMENT = {
  demo: true,
  max_quantity: 999_999,
  time_zone: "Asia/Dubai",
  today: "2026-11-23",
  user_name: "Supervisor",
  version: "0.1.0",
};
const ROUTE = { route_code: "1004", route_name: "Deira North", territory: "Dubai", customers: 2 };

function open(address: string) {
  window.history.replaceState(null, "", address);
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={queries}>
      <SalesSupervision />
    </QueryClientProvider>,
  );
  return queries;
}

const DAY = "/?route=1004";
const customers = () => screen.findByRole("region", { name: "Customers" });
const heading = (name: RegExp) => screen.findByRole("heading", { level: 2, name });
const field = () =>
  screen.getByRole<HTMLInputElement>("textbox", { name: "Actual quantity of Item 1001" });

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer()
    .on("GET", /deployment$/, () => answer(DEPLOYMENT))
    .on("GET", /me$/, () => answer(makeMe()))
    .on("GET", /routes$/, () => answer([ROUTE]))
    .on("GET", /dates$/, () => answer([{ date: "2026-11-23", planned_customers: 2, saved: false }]))
    .on("GET", /days\/1004\/2026-11-23$/, () => answer(makeDay()));
});

describe("opening", () => {
  it("begins with the routes, and opens the chosen one on today", async () => {
    open("/");
    await userEvent.click(await screen.findByRole("button", { name: /1004 Deira North/ }));
    await customers();
    expect(screen.getByRole("combobox", { name: "Date" })).toHaveProperty(
      "value",
      "Mon 23 Nov 2026",
    );
    expect(screen.getByText("Live")).toBeDefined();
  });

  it("of today puts the date into the address, so that a reload opens the same day", async () => {
    open("/?route=1004&customer=B");
    await customers();
    const address = new URLSearchParams(window.location.search);
    expect(Object.fromEntries(address)).toEqual({
      route: "1004",
      customer: "B",
      date: "2026-11-23",
    });
    cleanup();
    server.on("GET", /deployment$/, () => answer({ ...DEPLOYMENT, today: "2026-11-24" }));
    open(window.location.href);
    await customers();
    expect(screen.getByDisplayValue("Mon 23 Nov 2026")).toBeDefined();
  });

  it("says so where there is no route yet", async () => {
    server.on("GET", /routes$/, () => answer([]));
    open("/");
    expect(await screen.findByText(/There is no route yet/)).toBeDefined();
  });

  it("of a day without a plan offers the dates that have one", async () => {
    server.on("GET", /days\/1004\/2026-01-05$/, () => refuse("day-not-planned", 404));
    open("/?route=1004&date=2026-01-05");
    await userEvent.click(await screen.findByRole("button", { name: "Mon 23 Nov 2026" }));
    await customers();
    expect(window.location.search).toBe("?route=1004&date=2026-11-23");
  });
});

it("leads to what lies below the customer in hand", async () => {
  const shown: Element[] = [];
  Element.prototype.scrollIntoView = function scrollIntoView() {
    shown.push(this);
  };
  open(DAY);
  await heading(/Shop A/);
  const parts = screen.getByRole("navigation", { name: "Where to go on this page" });
  await screen.findAllByRole("region", { name: "Demand" });
  await userEvent.click(within(parts).getByRole("button", { name: /Demand/ }));
  expect(document.activeElement?.textContent).toContain("Demand");
  expect(shown).toEqual([document.activeElement]);
});

describe("the customer in hand", () => {
  it("is the next to visit, and stays so when the visit is marked", async () => {
    server.on("PUT", /visits\/A$/, () =>
      answer(dayChange({ customers: { A: customerState("A", { status: "visited" }) } })),
    );
    open(DAY);
    await heading(/Shop A/);
    fireEvent.click(screen.getByRole("switch", { name: "Shop A visited" }));
    const toggle = screen.getByRole("switch", { name: "Shop A visited" });
    await waitFor(() => expect(toggle.getAttribute("aria-disabled")).toBeNull());
    expect(toggle.getAttribute("aria-checked")).toBe("true");
    expect(await heading(/Shop A/)).toBeDefined();
  });

  it("chosen by a key takes the focus on to its quantities", async () => {
    open(DAY);
    const row = within(await customers()).getByRole("button", { name: /^Shop B/ });
    row.focus();
    await userEvent.keyboard("{Enter}");
    await heading(/Shop B/);
    expect(document.activeElement).toBe(field());
    expect(window.location.search).toContain("customer=B");
  });
});

describe("a server that is down", () => {
  it("keeps the entry, says so calmly, and sends it once the server is back", async () => {
    server.on("PATCH", /actuals$/, () => answer(dayChange()));
    open(DAY);
    await heading(/Shop A/);
    server.isDown = true;
    await userEvent.type(field(), "5{Enter}");
    const banner = await screen.findByText(/The server cannot be reached right now/);
    expect(banner.textContent).toContain("1 entry is kept on this device and will be sent.");
    expect(field().value).toBe("5");

    server.isDown = false;
    window.dispatchEvent(new Event("online"));
    await waitFor(() => expect(screen.queryByText(/The server cannot be reached/)).toBeNull());
    const sent = server.asked.filter(({ method }) => method === "PATCH").at(-1);
    expect(sent?.body).toEqual({ actuals: { "1001": 5 } });
  });

  it("sends after a reload what was entered before it", async () => {
    window.localStorage.setItem(
      'unsent:["1004","2026-11-23","Supervisor"]',
      JSON.stringify([{ kind: "actuals", customerCode: "A", actuals: { "1001": 5 } }]),
    );
    server.on("PATCH", /actuals$/, () => answer(dayChange()));
    open(DAY);
    await heading(/Shop A/);
    await waitFor(() =>
      expect(server.changes()).toEqual(["PATCH /api/days/1004/2026-11-23/customers/A/actuals"]),
    );
  });

  it("from the start is told, with a way to try again", async () => {
    server.isDown = true;
    open(DAY);
    expect(await screen.findByText("No answer from the server")).toBeDefined();
    server.isDown = false;
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    await customers();
  });
});

describe("a change that the server refuses", () => {
  it("is told with the customer's name, and the day is looked at again", async () => {
    server.on("PUT", /visits\/A$/, () =>
      refuse("session-saved", 409, { detail: "H. K. saved this day." }),
    );
    open(DAY);
    await heading(/Shop A/);
    server.on("GET", /days\/1004\/2026-11-23$/, () => answer(savedDay()));
    fireEvent.click(screen.getByRole("switch", { name: "Shop A visited" }));
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("H. K. saved this day.Shop A: visited");
    expect(await screen.findByText("Read-Only")).toBeDefined();
    await userEvent.click(within(alert).getByRole("button", { name: "Dismiss" }));
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

describe("saving", () => {
  it("ends in a message of success and a day that is read-only", async () => {
    server.on("POST", /session$/, () => {
      server.on("GET", /days\/1004\/2026-11-23$/, () => answer(savedDay()));
      return answer(
        { session: savedDay().session, customers_saved: 2, items_saved: 2, untold_quantities: 0 },
        201,
      );
    });
    open(DAY);
    await customers();
    await userEvent.click(screen.getByRole("button", { name: "Save Session" }));
    await userEvent.click(await screen.findByRole("button", { name: "Save and close the day" }));
    expect(await screen.findByText(/^Session saved/)).toBeDefined();
    expect(screen.getByText("Read-Only").className).toContain("text-blue");
    for (const role of ["switch", "textbox"]) expect(screen.queryByRole(role)).toBeNull();
    expect(screen.queryByRole("button", { name: "Save Session" })).toBeNull();
  });
});

it("always says how many quantities nobody has told yet, and how fresh the feed is", async () => {
  const day = makeDay({ kpis: { untold_quantities: 12 } });
  day.plan.freshness.actuals_received_at = "2026-11-23T09:30:00Z";
  server.on("GET", /days\/1004\/2026-11-23$/, () => answer(day));
  open(DAY);
  expect(await screen.findByText("12 quantities of all visits not told yet")).toBeDefined();
  expect(screen.getByText(/sales feed of 13:30/)).toBeDefined();
});
