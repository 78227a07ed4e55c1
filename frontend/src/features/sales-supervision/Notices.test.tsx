import { fireEvent, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { makeDay } from "@/testing/days";
import { draw } from "@/testing/drawing";
import { FakeServer } from "@/testing/server";
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

it("names customers who wait to be added, since the list does not show them yet", async () => {
  new FakeServer().isDown = true;
  const named = { name: "New Shop", arabic: null };
  window.localStorage.setItem(
    'unsent:["1004","2026-11-23","Supervisor"]',
    JSON.stringify([{ kind: "addCustomer", customerCode: "N", named }]),
  );
  draw(<Notices day={before} refreshError={null} />);
  const calm = await screen.findByText(/cannot be reached/);
  expect(calm.textContent).toContain("1 entry is kept on this device and will be sent.");
  expect(calm.textContent).toContain("To be added to the day: New Shop.");
});
