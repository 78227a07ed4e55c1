import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { makeDay } from "@/testing/days";
import { draw, ME } from "@/testing/drawing";
import { answer, FakeServer, problem } from "@/testing/server";
import { Notices } from "./Notices";

const before = { ...makeDay(), version_tag: "0.aaaaaaaaaaaaaaaa" };
const after = { ...makeDay(), version_tag: "0.bbbbbbbbbbbbbbbb" };

describe("a database that was restored while the page was open", () => {
  it("is told before anything can be saved over it, until it is acknowledged", () => {
    const { rerender } = draw(<Notices day={before} refreshError={null} />);
    expect(screen.queryByRole("alert")).toBeNull();
    rerender(<Notices day={after} refreshError={null} />);
    expect(screen.getByRole("alert").textContent).toContain("was restored");
    fireEvent.click(screen.getByRole("button"));
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("is not told of a version that was saved", () => {
    const { rerender } = draw(<Notices day={before} refreshError={null} />);
    const saved = { ...before, version_tag: "1.aaaaaaaaaaaaaaaa" };
    rerender(<Notices day={saved} refreshError={null} />);
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

describe("what was refused", () => {
  const saved = problem("session-saved", { detail: "Amal saved this day." });
  const shop = (customerCode: string, entry: object) => ({
    key: customerCode + JSON.stringify(entry),
    change: { customerCode, ...entry },
    problem: saved,
  });

  /** Kept by an earlier page, under the day that it is of. */
  function keep(routeCode: string, date: string, refusals: object[]): void {
    const name = `refused:${JSON.stringify([routeCode, date, ME])}`;
    window.localStorage.setItem(name, JSON.stringify(refusals));
  }

  it("is told with all that was entered, under its reason, until it is dismissed", async () => {
    const day = makeDay();
    keep(day.route.route_code, day.date, [
      shop("A", { kind: "actuals", actuals: { "1": 12, "2": null } }),
      shop("B", { kind: "reason", reason: "closed" }),
      shop("nobody", { kind: "visit" }),
    ]);
    const { unmount } = draw(<Notices day={day} refreshError={null} />);
    const alert = screen.getByRole("alert");
    expect(alert.textContent).toContain("Amal saved this day. These 3 entries were left out:");
    const told = within(alert)
      .getAllByRole("listitem")
      .map((one) => one.textContent);
    expect(told).toEqual([
      expect.stringMatching(/^Shop A: .+ 12, .+ not told$/),
      "Shop B: not visited: closed",
      "nobody: visited",
    ]);
    unmount();
    draw(<Notices day={day} refreshError={null} />);
    fireEvent.click(screen.getByRole("button", { name: "Dismiss" }));
    expect(screen.queryByRole("alert")).toBeNull();
    expect(Object.keys(window.localStorage).filter((key) => key.includes("refused"))).toEqual([]);
  });

  it("of another day names it", () => {
    new FakeServer().on("GET", /./, () => answer({}));
    keep("1002", "2026-11-22", [shop("A", { kind: "actuals", actuals: { "1": 5 } })]);
    draw(<Notices day={makeDay()} refreshError={null} />);
    expect(screen.getByRole("alert").textContent).toMatch(/^Route 1002, .*22 Nov.*A: 1 5/);
  });
});
