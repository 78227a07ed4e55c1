import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { Day } from "@/api/types";
import { useDay } from "@/features/day";
import { makeDay, savedDay } from "@/testing/days";
import { DAY_KEY, draw } from "@/testing/drawing";
import { answer, FakeServer } from "@/testing/server";
import { SilentEventSource } from "@/testing/streams";
import { AlsoHere, NewsNotice, useNotices } from ".";

const ME = "Maryam A.";

function Page() {
  const day = useDay(DAY_KEY).data;
  const notices = useNotices(DAY_KEY, day, ME);
  return (
    <>
      <p>{day?.mode}</p>
      <AlsoHere others={notices.others} />
      {day && <NewsNotice day={day} notices={notices} />}
    </>
  );
}

function open(day: Day): void {
  draw(<Page />, day);
}

function say(event: string, data: Record<string, unknown>, id?: string): void {
  act(() => SilentEventSource.latest.say(event, data, id));
}

const saved = (by: string, version = 1) =>
  say(
    "saved",
    { record_version: version, by, at: "2026-11-23T10:02:00Z", how: "saved" },
    String(version),
  );
const reopened = (by: string) =>
  say(
    "reopened",
    { record_version: 1, by, at: "2026-11-23T10:05:00Z", reason: "wrong count" },
    "9",
  );

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer().on("GET", /days\/1004\/2026-11-23$/, () => answer(savedDay()));
});

describe("a live day that somebody else saved", () => {
  it("stays on the screen until theirs is asked for", async () => {
    open(makeDay());
    saved("Huda K.");
    const notice = screen.getByRole("status");
    expect(notice.textContent).toMatch(/^Huda K. saved this day as version 1, /);
    expect(notice.textContent).toContain("Your entries stay in your draft.");
    expect(server.asked).toEqual([]);
    await userEvent.click(within(notice).getByRole("button", { name: "See theirs" }));
    expect(await screen.findByText("historical")).toBeDefined();
    expect(screen.queryByRole("button", { name: "See theirs" })).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Dismiss" }));
    expect(screen.queryByRole("status")).toBeNull();
  });

  it("by me in another tab is shown at once", async () => {
    open(makeDay());
    saved(ME);
    expect(await screen.findByText("historical")).toBeDefined();
    expect(screen.queryByRole("status")).toBeNull();
  });
});

it("a read-only day that somebody reopened is shown live when asked for", async () => {
  server.on("GET", /days/, () => answer(makeDay()));
  open(savedDay());
  reopened("Huda K.");
  expect(screen.getByRole("status").textContent).toContain("“wrong count”");
  await userEvent.click(screen.getByRole("button", { name: "Show it as it is now" }));
  expect(await screen.findByText("live")).toBeDefined();
});

it("what the day shows already is no news", () => {
  open(savedDay());
  saved("Huda K.", savedDay().session?.record_version);
  expect(screen.queryByRole("status")).toBeNull();
});

describe("who else is here", () => {
  const people = (...names: string[]) =>
    say("present", {
      people: names.map((user_name) => ({ user_name, since: "2026-11-23T10:00:00Z" })),
    });

  it("is told by initials, and by full names to those who do not see", async () => {
    open(makeDay());
    people("Huda Khalid", ME, "سالم ناصر");
    const button = screen.getByRole("button", { name: "Also here: Huda Khalid, سالم ناصر" });
    const drawn = [...button.querySelectorAll("[data-initials]")];
    expect(drawn.map((avatar) => avatar.getAttribute("data-initials"))).toEqual(["HK", "سن"]);
    await userEvent.click(button);
    expect(screen.getByRole("list").textContent).toContain("Huda Khalid since");
  });

  it("is nobody when only I am", async () => {
    open(makeDay());
    people("Huda Khalid", ME);
    people(ME);
    await waitFor(() => expect(screen.queryByRole("button")).toBeNull());
  });
});
