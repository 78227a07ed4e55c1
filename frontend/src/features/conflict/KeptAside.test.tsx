import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import type { Day } from "@/api/types";
import { dayQuery } from "@/features/day";
import { makeDay, savedDay } from "@/testing/days";
import { DAY_KEY, draw } from "@/testing/drawing";
import { FakeServer } from "@/testing/server";
import { KeptAside } from "./KeptAside";

const onMerge = vi.fn();
const ASIDE: Day = { ...savedDay(), draft_base: 0 };

let server: FakeServer;
beforeEach(() => {
  onMerge.mockClear();
  server = new FakeServer().on("DELETE", /draft$/, () => new Response(null, { status: 204 }));
});

it("says nothing of a day whose entries are all in it", () => {
  draw(<KeptAside day={savedDay()} onMerge={onMerge} />);
  draw(<KeptAside day={makeDay()} onMerge={onMerge} />);
  expect(screen.queryByRole("status")).toBeNull();
});

it("leads to the merge", async () => {
  draw(<KeptAside day={ASIDE} onMerge={onMerge} />);
  expect(screen.getByRole("status").textContent).toContain(
    "Your entries from before version 1 are kept aside.",
  );
  await userEvent.click(screen.getByRole("button", { name: "Merge" }));
  expect(onMerge).toHaveBeenCalledOnce();
});

it("asks once before it discards", async () => {
  const { queries } = draw(<KeptAside day={ASIDE} onMerge={onMerge} />, ASIDE);
  await userEvent.click(screen.getByRole("button", { name: "Discard" }));
  await userEvent.click(screen.getByRole("button", { name: "Keep them" }));
  expect(server.changes()).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Discard" }));
  await userEvent.click(screen.getByRole("button", { name: "Discard them" }));
  await waitFor(() =>
    expect(queries.getQueryState(dayQuery(DAY_KEY).queryKey)?.isInvalidated).toBe(true),
  );
  expect(server.changes()).toEqual(["DELETE /api/days/1004/2026-11-23/draft"]);
  expect(screen.queryByRole("alert")).toBeNull();
});
