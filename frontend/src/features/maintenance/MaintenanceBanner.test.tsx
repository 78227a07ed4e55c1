import { screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { answerOf, client, MaintenanceError, UnreachableError } from "@/api/client";
import type { Maintenance } from "@/api/types";
import { draw } from "@/testing/drawing";
import { answer, FakeServer, refuse } from "@/testing/server";
import { MaintenanceBanner } from "./MaintenanceBanner";
import { nextLook } from "./useMaintenance";

const TODAY = "2026-11-23";
const ANNOUNCED: Maintenance = {
  starts_at: "2026-11-23T14:00:00Z",
  ends_at: "2026-11-23T14:30:00Z",
  message: "The new release comes.",
  is_on: false,
  time_zone: "Asia/Dubai",
};

function show(maintenance: Maintenance | null, keepsEntries = true) {
  const server = new FakeServer().on("GET", /maintenance$/, () => answer({ maintenance }));
  draw(<MaintenanceBanner today={TODAY} keepsEntries={keepsEntries} />);
  return server;
}

afterEach(() => void vi.unstubAllEnvs());

/** As if this device were in `zone`. */
function readIn(zone: string): void {
  vi.stubEnv("TZ", zone);
}

describe("the banner", () => {
  it("tells beforehand from when until when", async () => {
    readIn("Asia/Dubai");
    show(ANNOUNCED);
    expect((await screen.findByRole("status")).textContent).toBe(
      "Maintenance today from 18:00 until 18:30: The new release comes. " +
        "Save what is finished before then; reading goes on.",
    );
  });

  it("names the date where it is another one", async () => {
    readIn("Asia/Dubai");
    show({ ...ANNOUNCED, starts_at: "2026-11-24T14:00:00Z", ends_at: "2026-11-24T14:30:00Z" });
    const told = (await screen.findByRole("status")).textContent;
    expect(told).toContain("Maintenance on Tue 24 Nov 2026 from 18:00 until 18:30: The");
  });

  it("tells while it is on until when, and that entries are kept", async () => {
    readIn("Asia/Dubai");
    show({ ...ANNOUNCED, is_on: true });
    expect((await screen.findByRole("alert")).textContent).toBe(
      "Maintenance until 18:30: The new release comes. " +
        "Reading goes on; what you enter is kept on this device and sent when it ends.",
    );
  });

  it("tells a reader elsewhere their own time, and the deployment's beside it", async () => {
    readIn("Asia/Tokyo");
    show({ ...ANNOUNCED, is_on: true });
    expect((await screen.findByRole("alert")).textContent).toContain(
      "Maintenance until 23:30 your time (18:30 in Asia/Dubai): The new release comes.",
    );
  });

  it("tells a reader elsewhere their own date, whatever day it is on the routes", async () => {
    readIn("Pacific/Kiritimati");
    show(ANNOUNCED);
    expect((await screen.findByRole("status")).textContent).toContain(
      "Maintenance on Tue 24 Nov 2026 from 04:00 until 04:30 your time " +
        "(18:00 to 18:30 in Asia/Dubai): The new release comes.",
    );
  });

  it("names no zone where this device has the same time under another name", async () => {
    readIn("Asia/Muscat");
    show({ ...ANNOUNCED, is_on: true });
    expect((await screen.findByRole("alert")).textContent).toContain("until 18:30: The");
  });

  it("promises to keep no entries where the page keeps none", async () => {
    show({ ...ANNOUNCED, is_on: true }, false);
    const told = (await screen.findByRole("alert")).textContent;
    expect(told).toContain("Signing in and reading go on; until it ends nothing can be changed.");
    expect(told).not.toContain("kept on this device");
  });

  it("looks at once when a change is refused because of it", async () => {
    const server = show(null).on("PUT", /visits/, () => refuse("maintenance", 503));
    await expect.poll(() => server.asked.length).toBe(1);
    server.on("GET", /maintenance$/, () => answer({ maintenance: { ...ANNOUNCED, is_on: true } }));
    const path = { route_code: "1004", date: TODAY, customer_code: "A" };
    const visit = client.PUT("/api/days/{route_code}/{date}/visits/{customer_code}", {
      params: { path },
      body: {},
    });
    const error = await answerOf(visit).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(MaintenanceError);
    expect(error).toBeInstanceOf(UnreachableError);
    expect(await screen.findByRole("alert")).toBeDefined();
  });
});

describe("the next look", () => {
  const before = Date.parse("2026-11-23T13:00:00Z");
  const just = Date.parse("2026-11-23T13:59:55Z");

  it.each([
    ["in a minute where nothing is announced", null, before, 60_000],
    ["in a minute long before it starts", ANNOUNCED, before, 60_000],
    ["when it starts", ANNOUNCED, just, 5_000],
    ["soon where this device's clock is late", ANNOUNCED, Date.parse(ANNOUNCED.ends_at), 1_000],
    ["often while it is on, since it may end early", { ...ANNOUNCED, is_on: true }, just, 10_000],
  ])("is %s", (_, found, now, wait) => expect(nextLook(found, now)).toBe(wait));
});
