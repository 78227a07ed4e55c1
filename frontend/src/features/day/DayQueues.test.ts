import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import type { Day } from "@/api/types";
import { deviceStorage } from "@/components/DeviceStorage";
import { customerState, dayChange, makeDay } from "@/testing/days";
import { answer, FakeServer, refuse } from "@/testing/server";
import { countKept, DayQueues } from "./DayQueues";
import { dayQuery } from "./useDay";

const TODAY = { routeCode: "1004", date: "2026-11-23" };
const BEFORE = { routeCode: "1002", date: "2026-11-22" };

function make(queries = new QueryClient(), userName = "Huda"): DayQueues {
  const queues = new DayQueues(queries, deviceStorage, userName);
  made.push(queues);
  return queues;
}

const made: DayQueues[] = [];
// What one test leaves unsent is not tried again in the middle of the next.
afterEach(() => {
  for (const queues of made.splice(0)) void queues.hold();
});

it("gives the same day the same queue, and another day another", () => {
  const queues = make();
  expect(queues.of(TODAY)).toBe(queues.of({ ...TODAY }));
  expect(queues.of(TODAY)).not.toBe(queues.of(BEFORE));
});

it("takes up after a reload what is unsent of any day, not only of the one that is open", async () => {
  const server = new FakeServer();
  server.isDown = true;
  make().of(BEFORE).add({ kind: "visit", customerCode: "A" });
  await waitFor(() => expect(server.asked).toHaveLength(1));

  server.isDown = false;
  server.on("PUT", /visits/, () => answer(dayChange()));
  const reloaded = make();
  reloaded.of(TODAY);
  reloaded.flush();
  await waitFor(() => expect(reloaded.of(BEFORE).state().unsent).toEqual([]));
  expect(server.changes().at(-1)).toBe("PUT /api/days/1002/2026-11-22/visits/A");
});

it("puts an answer into the day that is shown", async () => {
  const visited = customerState("A", { status: "visited" });
  new FakeServer().on("PUT", /visits/, () => answer(dayChange({ customers: { A: visited } })));
  const queries = new QueryClient();
  const { queryKey } = dayQuery(TODAY);
  queries.setQueryData(queryKey, makeDay());
  make(queries).of(TODAY).add({ kind: "visit", customerCode: "A" });
  const shown = () => queries.getQueryData<Day>(queryKey)?.state.customers.A?.status;
  await waitFor(() => expect(shown()).toBe("visited"));
});

it.each([
  ["when the feeds brought something meanwhile", "later", true],
  ["not when only the change is new", "first", false],
])("looks at the day again %s", async (_, sources, isLookedAt) => {
  new FakeServer().on("PUT", /visits/, () => answer(dayChange({ sources })));
  const queries = new QueryClient();
  const { queryKey } = dayQuery(TODAY);
  queries.setQueryData(queryKey, makeDay());
  const queue = make(queries).of(TODAY);
  queue.add({ kind: "visit", customerCode: "A" });
  await waitFor(() => expect(queue.state().unsent).toEqual([]));
  expect(queries.getQueryData<Day>(queryKey)?.draft?.revision).toBe(2);
  expect(queries.getQueryState(queryKey)?.isInvalidated).toBe(isLookedAt);
});

it("does not show a day that was asked for before a change and came after it", async () => {
  let come: (day: Response) => void = () => undefined;
  const first = new Promise<Response>((resolve) => (come = resolve));
  const visited = makeDay();
  visited.state.customers.A = customerState("A", { status: "visited" });
  let looks = 0;
  new FakeServer()
    .on("GET", /days/, () => (looks++ === 0 ? first : answer(visited)))
    .on("PUT", /visits/, () => answer(dayChange()));
  const queries = new QueryClient();
  const { queryKey } = dayQuery(TODAY);
  const stop = new QueryObserver(queries, dayQuery(TODAY)).subscribe(() => undefined);
  const queue = make(queries).of(TODAY);
  queue.add({ kind: "visit", customerCode: "A" });
  await waitFor(() => expect(queue.state().unsent).toEqual([]));
  come(answer(makeDay()));
  const shown = () => queries.getQueryData<Day>(queryKey)?.state.customers.A?.status;
  await waitFor(() => expect(shown()).toBe("visited"));
  stop();
});

it("looks at the day again when the server refuses a change", async () => {
  new FakeServer().on("PUT", /visits/, () => refuse("session-saved", 409));
  const queries = new QueryClient();
  const { queryKey } = dayQuery(TODAY);
  queries.setQueryData(queryKey, makeDay());
  make(queries).of(TODAY).add({ kind: "visit", customerCode: "A" });
  await waitFor(() => expect(queries.getQueryState(queryKey)?.isInvalidated).toBe(true));
});

it("tells what was refused of any day, also after a reload, until it is dismissed", async () => {
  new FakeServer().on("PUT", /visits/, () => refuse("session-saved", 409));
  make().of(BEFORE).add({ kind: "visit", customerCode: "A" });
  await waitFor(() => expect(Object.keys(window.localStorage)[0]).toMatch(/^refused:/));
  const reloaded = make();
  reloaded.of(TODAY);
  reloaded.flush();
  const told = reloaded.refused();
  expect(told).toMatchObject([{ day: BEFORE, refusals: [{ change: { customerCode: "A" } }] }]);
  expect(reloaded.refused()).toBe(told);
  expect(reloaded.countUnsent()).toBe(0);
  expect(countKept(deviceStorage)).toBe(0);
  const others = make(undefined, "Maryam");
  others.flush();
  expect(others.refused()).toEqual([]);
  told[0]?.dismiss();
  expect(reloaded.refused()).toEqual([]);
  expect(window.localStorage).toHaveLength(0);
});

it("hears from another tab what was refused there, of a day that is not open here too", async () => {
  new FakeServer().on("PUT", /visits/, () => refuse("session-saved", 409));
  const here = make();
  make().of(BEFORE).add({ kind: "visit", customerCode: "A" });
  await waitFor(() => expect(Object.keys(window.localStorage)[0]).toMatch(/^refused:/));
  here.hear({ key: Object.keys(window.localStorage)[0] ?? "", newValue: "{}" });
  expect(here.refused()).toMatchObject([{ day: BEFORE }]);
});

it("hears what waits in another tab, of any day, and loses nothing to a cleared storage", async () => {
  new FakeServer().isDown = true;
  const here = make();
  make().of(BEFORE).add({ kind: "visit", customerCode: "A" });
  const key = Object.keys(window.localStorage)[0] ?? "";
  here.hear({ key, newValue: "{}" });
  expect(here.of(BEFORE).state().unsent).toMatchObject([{ customerCode: "A" }]);
  window.localStorage.clear();
  here.hear({ key: null, newValue: null });
  expect(here.countUnsent()).toBe(1);
  expect(Object.keys(window.localStorage)).toEqual([key]);
  window.localStorage.clear();
  here.hear({ key, newValue: null });
  expect(here.countUnsent()).toBe(0);
});

it("counts what is kept, one by one or as a list of an earlier release", () => {
  new FakeServer().isDown = true;
  make().of(TODAY).add({ kind: "visit", customerCode: "A" });
  const listed = [{ kind: "visit", customerCode: "A" }, { kind: "unvisit", customerCode: "B" }, {}];
  window.localStorage.setItem('unsent:["1002","2026-11-22","Huda"]', JSON.stringify(listed));
  expect(countKept(deviceStorage)).toBe(3);
});

it("overlooks storage that is not its own", () => {
  window.localStorage.setItem("unsent:nonsense", "[]");
  window.localStorage.setItem("theme", "dark");
  const server = new FakeServer();
  make().flush();
  expect(server.asked).toEqual([]);
});

describe("what was entered under one name", () => {
  const change = { kind: "visit", customerCode: "A" } as const;

  it("is not sent under another, and waits for the first to be back", async () => {
    const server = new FakeServer();
    server.isDown = true;
    const huda = make();
    huda.of(TODAY).add(change);
    await waitFor(() => expect(server.asked).toHaveLength(1));
    await huda.hold();
    server.isDown = false;
    server.on("PUT", /visits/, () => answer(dayChange()));

    const maryam = make(undefined, "Maryam");
    maryam.flush();
    expect(maryam.of(TODAY).state().unsent).toEqual([]);
    expect(maryam.countUnsent()).toBe(0);
    huda.flush();
    expect(server.asked).toHaveLength(1);

    const again = make();
    expect(again.countUnsent()).toBe(1);
    again.flush();
    await waitFor(() => expect(again.countUnsent()).toBe(0));
    expect(server.asked).toHaveLength(2);
  });

  it("that is on its way is waited for, and nothing follows it until sending is released", async () => {
    let arrive: (reply: Response) => void = () => undefined;
    const server = new FakeServer().on(
      "PUT",
      /visits/,
      () =>
        new Promise((resolve) => {
          arrive = resolve;
        }),
    );
    const queues = make();
    queues.of(TODAY).add(change);
    queues.of(TODAY).add({ ...change, customerCode: "B" });
    await waitFor(() => expect(server.asked).toHaveLength(1));
    let isHeld = false;
    const holding = queues.hold().then(() => {
      isHeld = true;
    });
    expect(isHeld).toBe(false);
    arrive(answer(dayChange()));
    await holding;
    expect(queues.countUnsent()).toBe(1);
    expect(server.asked).toHaveLength(1);
    queues.release();
    await waitFor(() => expect(server.asked).toHaveLength(2));
  });
});
