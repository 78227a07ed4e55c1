import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Incidents } from "./Incidents";

const OVER = "The database last did not answer at 10:58; it does now.";

describe("a database that did not answer", () => {
  it("is told as over once it is no incident any more", () => {
    render(<Incidents incidents={[]} downAt="10:58" />);
    expect(screen.getByText(OVER)).toBeDefined();
    expect(screen.queryByText(/^The database does not answer/)).toBeNull();
  });

  it("is not told as over while it is an incident", () => {
    render(<Incidents incidents={["database-down"]} downAt="10:58" />);
    expect(screen.getByText(/^The database does not answer/)).toBeDefined();
    expect(screen.queryByText(OVER)).toBeNull();
  });
});
