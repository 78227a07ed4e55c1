import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { useUnsent } from "@/features/day";
import { dayChange, makeDay } from "@/testing/days";
import { draw } from "@/testing/drawing";
import { answer, FakeServer } from "@/testing/server";
import { VisitToggle } from "./VisitToggle";

function Toggle({ visited = false, readOnly = false }) {
  const unsent = useUnsent("A");
  return (
    <VisitToggle
      customerCode="A"
      name="Al Noor"
      visited={visited}
      unsent={unsent.visited}
      place={1}
      isNext
      readOnly={readOnly}
    />
  );
}

const toggle = () => screen.getByRole("switch", { name: "Al Noor visited" });

describe("a visit toggle", () => {
  it("makes one change of many rapid clicks", async () => {
    let settle = (_: Response) => {};
    const server = new FakeServer().on(
      "PUT",
      /visits/,
      () => new Promise((resolve) => (settle = resolve)),
    );
    draw(<Toggle />, makeDay());
    for (let click = 0; click < 8; click++) fireEvent.click(toggle());
    await waitFor(() => expect(server.changes()).toHaveLength(1));
    await act(async () => settle(answer(dayChange())));
    await waitFor(() => expect(toggle().getAttribute("aria-disabled")).toBeNull());
    expect(server.changes()).toEqual(["PUT /api/days/1004/2026-11-23/visits/A"]);
  });

  it("is disabled, and shows what was asked for, while its change is on its way", async () => {
    new FakeServer().on("PUT", /visits/, () => new Promise(() => {}));
    draw(<Toggle />, makeDay());
    expect(toggle().getAttribute("aria-checked")).toBe("false");
    fireEvent.click(toggle());
    expect(toggle().getAttribute("aria-disabled")).toBe("true");
    expect(toggle().getAttribute("aria-checked")).toBe("true");
  });

  it("takes a visit back", async () => {
    const server = new FakeServer().on("DELETE", /visits/, () => answer(dayChange()));
    draw(<Toggle visited />, makeDay());
    fireEvent.click(toggle());
    await waitFor(() =>
      expect(server.changes()).toEqual(["DELETE /api/days/1004/2026-11-23/visits/A"]),
    );
  });

  it("is no control at all on a saved day", () => {
    draw(<Toggle visited readOnly />, makeDay());
    expect(screen.queryByRole("switch")).toBeNull();
    expect(screen.getByText("visited")).toBeDefined();
  });
});
