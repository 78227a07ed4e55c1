import { QueryClient } from "@tanstack/react-query";
import { waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Day } from "@/api/types";
import { deviceStorage } from "@/components/DeviceStorage";
import { customerState, dayChange, makeDay } from "@/testing/days";
import { answer, FakeServer } from "@/testing/server";
import { DayQueues } from "./DayQueues";
import { overtakenIn } from "./overtaken";
import { dayQuery } from "./useDay";

const KEY = { routeCode: "1004", date: "2026-11-23" };

function dayWith(cake: number | null): Day {
  const actuals = cake === null ? {} : { CAKE: { quantity: cake, edited: true, from_feed: null } };
  const day = makeDay();
  return {
    ...day,
    state: { ...day.state, customers: { A: customerState("A", { actuals }) } },
  } as Day;
}

/** Cake 3 is entered where nothing was, and kept; then the owner signs in on the device again. */
async function takeUpWhere(cakeIsNow: number | null) {
  const server = new FakeServer();
  server.isDown = true;
  const before = new QueryClient();
  before.setQueryData(dayQuery(KEY).queryKey, dayWith(null));
  const left = new DayQueues(before, deviceStorage, "Sara");
  left.of(KEY).add({ kind: "actuals", customerCode: "A", actuals: { CAKE: 3 } });
  await left.hold();

  server.isDown = false;
  server.on("GET", /1004\/2026-11-23$/, () => answer(dayWith(cakeIsNow)));
  server.on("PATCH", /actuals$/, () => answer(dayChange()));
  const again = new DayQueues(new QueryClient(), deviceStorage, "Sara");
  again.flush();
  await waitFor(() => expect(again.of(KEY).state().unsent).toEqual([]));
  expect(server.changes()).toHaveLength(2);
  return again.of(KEY);
}

describe("what was kept on a device and is sent later", () => {
  it("names the cell that was entered elsewhere since, with both values", async () => {
    const queue = await takeUpWhere(11);
    const told = { customerCode: "A", itemCode: "CAKE", kept: 3, since: 11 };
    expect(queue.state().overtaken).toEqual([told]);
    queue.dismissOvertaken();
    expect(queue.state().overtaken).toEqual([]);
  });

  it.each([
    ["the cell is as it was", null],
    ["it had arrived, though its answer had not", 3],
  ])("says nothing where %s", async (_, now) => {
    expect((await takeUpWhere(now)).state().overtaken).toEqual([]);
  });

  it("goes by the first of two changes of a cell, though nothing was entered before it", () => {
    const change = { kind: "actuals", customerCode: "A" } as const;
    const changes = [
      { ...change, key: "1", actuals: { CAKE: 3 }, seen: { CAKE: null } },
      { ...change, key: "2", actuals: { CAKE: 4 }, seen: { CAKE: 11 } },
    ];
    const told = { customerCode: "A", itemCode: "CAKE", kept: 4, since: 11 };
    expect(overtakenIn(changes, dayWith(11))).toEqual([told]);
  });
});
