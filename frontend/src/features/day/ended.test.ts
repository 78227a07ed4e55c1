import { QueryClient } from "@tanstack/react-query";
import { waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { deviceStorage } from "@/components/DeviceStorage";
import { dayChange } from "@/testing/days";
import { answer, FakeServer, refuse } from "@/testing/server";
import { DayQueues } from "./DayQueues";

const TODAY = { routeCode: "1004", date: "2026-11-23" };

function open(userName: string): DayQueues {
  const queues = new DayQueues(new QueryClient(), deviceStorage, userName);
  queues.flush();
  return queues;
}

it.each([
  ["sign-in-required", 401],
  ["cross-site-request", 403],
])("what is refused by %s waits for its owner, and nobody else", async (slug, status) => {
  const server = new FakeServer().on("PUT", /visits/, () => refuse(slug, status));
  const huda = open("Huda");
  huda.of(TODAY).add({ kind: "visit", customerCode: "A" });
  await waitFor(() => expect(server.changes()).toHaveLength(1));
  await huda.hold();
  expect(huda.of(TODAY).state()).toMatchObject({ unsent: [{ kind: "visit" }], refusals: [] });

  server.on("PUT", /visits/, () => answer(dayChange()));
  const maryam = open("Maryam");
  expect(maryam.countUnsent()).toBe(0);
  expect(maryam.of(TODAY).state().unsent).toEqual([]);
  expect(server.changes()).toHaveLength(1);

  const back = open("Huda");
  await waitFor(() => expect(back.countUnsent()).toBe(0));
  expect(server.changes()).toHaveLength(2);
});
