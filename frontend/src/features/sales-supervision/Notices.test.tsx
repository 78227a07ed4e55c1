import { fireEvent, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { makeDay } from "@/testing/days";
import { draw } from "@/testing/drawing";
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
