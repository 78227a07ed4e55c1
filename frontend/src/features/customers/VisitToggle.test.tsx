import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { useEnteredVisit } from "@/features/day";
import { customerState, dayChange, makeDay } from "@/testing/days";
import { draw } from "@/testing/drawing";
import { answer, FakeServer, refuse } from "@/testing/server";
import { VisitToggle } from "./VisitToggle";

function Toggle({ visited = false, readOnly = false }) {
  const visit = useEnteredVisit(customerState("A", { status: visited ? "visited" : "planned" }));
  return (
    <VisitToggle
      customerCode="A"
      name="Al Noor"
      visit={visit}
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

  it("that the server did not take shows as entered, waiting, and can be taken back", async () => {
    new FakeServer().on("PUT", /visits/, () => refuse("maintenance", 503, { retry_after: 600 }));
    draw(<Toggle />, makeDay());
    fireEvent.click(toggle());
    await waitFor(() => expect(toggle().title).toBe("waiting to be sent"));
    expect(toggle().getAttribute("aria-checked")).toBe("true");
    await waitFor(() => expect(toggle().getAttribute("aria-disabled")).toBeNull());
    fireEvent.click(toggle());
    expect(toggle().getAttribute("aria-checked")).toBe("false");
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
