import { act, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { useChange } from "@/features/day";
import { customerState, dayChange, makeDay } from "@/testing/days";
import { draw } from "@/testing/drawing";
import { answer, FakeServer, refuse } from "@/testing/server";
import { KpiStrip } from "./KpiStrip";

let change: ReturnType<typeof useChange>;

function Strip() {
  change = useChange();
  return (
    <KpiStrip state={makeDay({ customers: [customerState("B", { status: "visited" })] }).state} />
  );
}

describe("the counter of visits", () => {
  it("says how many wait, marked and taken back, while the server takes none", async () => {
    new FakeServer().on("PUT", /visits/, () => refuse("maintenance", 503, { retry_after: 600 }));
    draw(<Strip />, makeDay());
    act(() => change({ kind: "visit", customerCode: "A" }));
    expect(await screen.findByText("1 waiting to be sent")).toBeDefined();
    act(() => change({ kind: "unvisit", customerCode: "B" }));
    expect(await screen.findByText("2 waiting to be sent")).toBeDefined();
    act(() => change({ kind: "unvisit", customerCode: "A" }));
    expect(await screen.findByText("1 waiting to be sent")).toBeDefined();
  });

  it("says nothing of what is just on its way", async () => {
    const server = new FakeServer().on("PUT", /visits/, () => answer(dayChange()));
    draw(<Strip />, makeDay());
    act(() => change({ kind: "visit", customerCode: "A" }));
    await expect.poll(() => server.changes().length).toBe(1);
    expect(screen.queryByText(/waiting/)).toBeNull();
  });
});
