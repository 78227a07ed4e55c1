import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { draw } from "@/testing/drawing";
import { answer, FakeServer } from "@/testing/server";
import { DatePicker } from "./DatePicker";
import { RoutePicker } from "./RoutePicker";
import { rememberRoute } from "./recentRoutes";

const route = (route_code: string, route_name: string) => ({
  route_code,
  route_name,
  territory: "Dubai",
  customers: 30,
});
const planned = (date: string, saved = false) => ({ date, planned_customers: 30, saved });
const onPick = vi.fn<(id: string) => void>();
const options = () => screen.getAllByRole("option").map((option) => option.textContent);

let server: FakeServer;
beforeEach(() => {
  onPick.mockClear();
  server = new FakeServer()
    .on("GET", /dates$/, () =>
      answer([planned("2026-11-24"), planned("2026-11-23"), planned("2026-11-22", true)]),
    )
    .on("GET", /routes$/, () => answer([route("1001", "Bur Dubai"), route("1004", "Deira North")]));
});

describe("the route picker", () => {
  it("shows the route that is open by its code and name", async () => {
    draw(<RoutePicker routeCode="1004" onPick={onPick} />);
    expect(await screen.findByDisplayValue("1004 Deira North")).toBeDefined();
  });

  it("shows a route without a name of its own once", async () => {
    server.on("GET", /routes$/, () => answer([route("UK16", "UK16")]));
    draw(<RoutePicker routeCode="UK16" onPick={onPick} />);
    await userEvent.click(screen.getByRole("combobox"));
    await screen.findAllByRole("option");
    expect(options()).toEqual(["UK16Dubai"]);
    expect(screen.getByDisplayValue("UK16")).toBeDefined();
  });

  it("has the routes opened before at the head, and says so", async () => {
    rememberRoute(window.localStorage, "1004");
    draw(<RoutePicker routeCode={null} onPick={onPick} />);
    await userEvent.click(screen.getByRole("combobox"));
    await screen.findAllByRole("option");
    expect(options()).toEqual(["1004 Deira Northrecent", "1001 Bur DubaiDubai"]);
  });

  it("finds by code, name or territory", async () => {
    draw(<RoutePicker routeCode={null} onPick={onPick} />);
    await userEvent.click(screen.getByRole("combobox"));
    await screen.findAllByRole("option");
    await userEvent.keyboard("deira{Enter}");
    expect(onPick.mock.calls).toEqual([["1004"]]);
  });

  it("says that the server cannot be reached, not that there is no such route", async () => {
    server.isDown = true;
    draw(<RoutePicker routeCode={null} onPick={onPick} />);
    await userEvent.click(screen.getByRole("combobox"));
    expect(await screen.findByText("The server cannot be reached right now.")).toBeDefined();
  });
});

describe("the date picker", () => {
  const drawPicker = () =>
    draw(<DatePicker routeCode="1004" date="2026-11-23" today="2026-11-23" onPick={onPick} />);
  const field = () => screen.getByRole("combobox", { name: "Date" });

  it("offers today, the days gone by, then those to come, and marks what is saved", async () => {
    drawPicker();
    await userEvent.click(field());
    await screen.findAllByRole("option");
    expect(options()).toEqual([
      "Mon 23 Nov 2026today",
      "Sun 22 Nov 2026saved",
      "Tue 24 Nov 202630 customers",
    ]);
  });

  it("is narrowed by any part of a date", async () => {
    drawPicker();
    await userEvent.click(field());
    await screen.findAllByRole("option");
    await userEvent.keyboard("sun");
    expect(options()).toEqual(["Sun 22 Nov 2026saved"]);
    await userEvent.keyboard("{Enter}");
    expect(onPick.mock.calls).toEqual([["2026-11-22"]]);
  });

  it("opens a whole date at once, planned or not", async () => {
    drawPicker();
    await userEvent.clear(field());
    await userEvent.type(field(), "2026-01-05");
    expect(onPick.mock.calls).toEqual([["2026-01-05"]]);
  });

  it("goes to the neighbouring dates by its arrows", async () => {
    drawPicker();
    const earlier = await screen.findByRole("button", { name: "Earlier planned date" });
    await waitFor(() => expect(earlier).toHaveProperty("disabled", false));
    await userEvent.click(earlier);
    await userEvent.click(screen.getByRole("button", { name: "Later planned date" }));
    expect(onPick.mock.calls).toEqual([["2026-11-22"], ["2026-11-24"]]);
  });
});
