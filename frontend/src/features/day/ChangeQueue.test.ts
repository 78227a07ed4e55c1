import { beforeEach, describe, expect, it, vi } from "vitest";
import { ProblemError, UnreachableError } from "@/api/client";
import { DeviceStorage } from "@/components/DeviceStorage";
import { Bench } from "@/testing/queueBench";
import { problem } from "@/testing/server";
import type { Change } from "./changes";

const visit = (customerCode: string): Change => ({ kind: "visit", customerCode });
const actuals = (customerCode: string, entered: Record<string, number | null>): Change => ({
  kind: "actuals",
  customerCode,
  actuals: entered,
});

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});

describe("order", () => {
  it("sends one change at a time, in the order they were made", async () => {
    bench.queue.add(visit("A"));
    bench.queue.add(visit("B"));
    expect(bench.sent).toMatchObject([visit("A")]);
    await bench.answer();
    expect(bench.sent).toMatchObject([visit("A"), visit("B")]);
    await bench.answer();
    expect(bench.queue.state().unsent).toMatchObject([]);
    expect(bench.acknowledged).toHaveBeenCalledTimes(2);
  });

  it("puts waiting quantities of one customer together, the latest entry winning", async () => {
    bench.queue.add(visit("A"));
    bench.queue.add(actuals("A", { "1": 5 }));
    bench.queue.add(actuals("A", { "1": 6, "2": null }));
    expect(bench.queue.state().unsent).toMatchObject([
      visit("A"),
      actuals("A", { "1": 6, "2": null }),
    ]);
  });

  it("does not touch a change that is on its way", async () => {
    bench.queue.add(actuals("A", { "1": 5 }));
    bench.queue.add(actuals("A", { "1": 6 }));
    await bench.answer();
    expect(bench.sent).toMatchObject([actuals("A", { "1": 5 }), actuals("A", { "1": 6 })]);
  });

  it("keeps apart the quantities of different customers, and those around a visit", () => {
    bench.queue.add(visit("Z"));
    const made = [
      actuals("A", { "1": 5 }),
      actuals("B", { "1": 5 }),
      visit("B"),
      actuals("B", { "1": 7 }),
    ];
    for (const change of made) bench.queue.add(change);
    expect(bench.queue.state().unsent.slice(1)).toMatchObject(made);
  });
});

describe("a server that does not answer", () => {
  it("keeps the change, says so, and tries again after ever longer waits", async () => {
    bench.queue.add(visit("A"));
    for (let failure = 0; failure < 6; failure++) {
      await bench.fail(new UnreachableError());
      expect(bench.queue.state()).toMatchObject({ unsent: [visit("A")], unreachable: true });
      await bench.waitIsOver();
    }
    expect(bench.waits).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
    await bench.answer();
    expect(bench.queue.state()).toMatchObject({ unsent: [], unreachable: false });
    expect(bench.sent).toMatchObject(Array(7).fill(visit("A")));
  });

  it("begins with the short wait again once an answer came", async () => {
    bench.queue.add(visit("A"));
    await bench.fail(new UnreachableError());
    await bench.waitIsOver();
    await bench.answer();
    bench.queue.add(visit("B"));
    await bench.fail(new UnreachableError());
    expect(bench.waits).toEqual([1_000, 1_000]);
  });

  it("tries at once when asked to, and calls the wait off", async () => {
    bench.queue.add(visit("A"));
    await bench.fail(new UnreachableError());
    expect(bench.isWaiting).toBe(true);
    void bench.queue.flush();
    expect(bench.isWaiting).toBe(false);
    expect(bench.sent).toHaveLength(2);
  });
});

describe("an answer that decides nothing", () => {
  it("is asked for again while the first attempt is still being written", async () => {
    bench.queue.add(visit("A"));
    await bench.fail(new ProblemError(problem("request-in-flight")));
    const waiting = { unsent: [visit("A")], refusals: [], unreachable: false };
    expect(bench.queue.state()).toMatchObject(waiting);
    await bench.waitIsOver();
    expect(bench.sent[1]?.key).toBe(bench.sent[0]?.key);
  });

  it("of the page itself is told, and holds up nothing", async () => {
    bench.queue.add(visit("A"));
    bench.queue.add(visit("B"));
    await bench.fail(new TypeError("Not to be sent."));
    expect(bench.queue.state()).toMatchObject({
      unreachable: false,
      refusals: [{ change: visit("A"), reason: "Not to be sent." }],
    });
    expect(bench.sent).toMatchObject([visit("A"), visit("B")]);
  });

  it("and cannot be shown is a change taken: the day is looked at again", async () => {
    bench.acknowledged.mockImplementation(() => {
      throw new TypeError("unreadable");
    });
    bench.queue.add(visit("A"));
    await bench.answer();
    expect(bench.queue.state()).toMatchObject({ unsent: [], refusals: [], unreachable: false });
    expect(bench.outdated).toHaveBeenCalledOnce();
  });
});

describe("the key of a change", () => {
  it("is the same at each attempt, also after a reload", async () => {
    bench.queue.add(visit("A"));
    await bench.fail(new UnreachableError());
    await bench.waitIsOver();
    const reloaded = new Bench();
    void reloaded.queue.flush();
    const keys = [...bench.sent, ...reloaded.sent].map(({ key }) => key);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
  });

  it("is another for each change", async () => {
    bench.queue.add(visit("A"));
    bench.queue.add(visit("A"));
    await bench.answer();
    expect(bench.sent[0]?.key).not.toBe(bench.sent[1]?.key);
  });

  it("keeps what it names: a later entry does not join a change that was sent", async () => {
    bench.queue.add(actuals("A", { "1": 5 }));
    await bench.fail(new UnreachableError());
    bench.queue.add(actuals("A", { "1": 6 }));
    expect(bench.queue.state().unsent).toMatchObject([
      actuals("A", { "1": 5 }),
      actuals("A", { "1": 6 }),
    ]);
  });

  it("is made for what an earlier release kept without one", () => {
    window.localStorage.setItem("unsent", JSON.stringify([visit("A")]));
    expect(new Bench().queue.state().unsent[0]?.key).toMatch(/^[\w-]{8,}$/);
  });
});

describe("a reload", () => {
  it("takes up what was not acknowledged, in the same order", async () => {
    bench.queue.add(visit("A"));
    bench.queue.add(actuals("A", { "1": 5 }));
    const reloaded = new Bench();
    expect(reloaded.queue.state().unsent).toMatchObject([visit("A"), actuals("A", { "1": 5 })]);
    void reloaded.queue.flush();
    expect(reloaded.sent).toMatchObject([visit("A")]);
  });

  it("finds nothing once everything is acknowledged", async () => {
    bench.queue.add(visit("A"));
    await bench.answer();
    expect(window.localStorage).toHaveLength(0);
    expect(new Bench().queue.state().unsent).toMatchObject([]);
  });

  it.each(["{ not json", '"a string"', "null"])("survives %s where changes should be", (kept) => {
    window.localStorage.setItem("unsent", kept);
    expect(new Bench().queue.state().unsent).toMatchObject([]);
  });

  it("keeps changes in memory where the device has no room", () => {
    const denied = new DeviceStorage(() => {
      throw new DOMException("denied", "SecurityError");
    });
    const cramped = new Bench({ storage: denied });
    cramped.queue.add(visit("A"));
    expect(cramped.queue.state().unsent).toMatchObject([visit("A")]);
  });
});

describe("a refusal", () => {
  const refusal = new ProblemError(problem("session-saved"));

  it("is told with its change, which is left out, and the rest goes on", async () => {
    bench.queue.add(visit("A"));
    bench.queue.add(visit("B"));
    await bench.fail(refusal);
    const told = { change: visit("A"), reason: "Refused: session-saved." };
    expect(bench.queue.state().refusals).toMatchObject([told]);
    expect(bench.outdated).toHaveBeenCalledOnce();
    expect(bench.sent).toMatchObject([visit("A"), visit("B")]);
    await bench.answer();
    expect(bench.queue.state().refusals).toMatchObject([told]);
    bench.queue.dismissRefusals(bench.queue.state().refusals);
    expect(bench.queue.state().refusals).toEqual([]);
    expect(window.localStorage).toHaveLength(0);
  });

  it("of each change is kept with what was entered, over a reload, until it is dismissed", async () => {
    const made = ["A", "B", "C"].map((code, at) => actuals(code, { "1": 5 + at }));
    for (const change of made) bench.queue.add(change);
    for (const _ of made) await bench.fail(refusal);
    const told = made.map((change) => ({ change, reason: "Refused: session-saved." }));
    expect(bench.queue.state()).toMatchObject({ unsent: [], refusals: told });
    const reloaded = new Bench().queue;
    expect(reloaded.state()).toMatchObject({ unsent: [], refusals: told });
    reloaded.dismissRefusals(reloaded.state().refusals);
    expect(new Bench().queue.state().refusals).toEqual([]);
  });

  it("that was not read yet is not dismissed with those that were", async () => {
    bench.queue.add(visit("A"));
    bench.queue.add(visit("B"));
    await bench.fail(refusal);
    const read = bench.queue.state().refusals;
    await bench.fail(refusal);
    bench.queue.dismissRefusals(read);
    expect(bench.queue.state().refusals).toMatchObject([{ change: visit("B") }]);
  });
});

it("tells those who listen of each step, until they no longer do", async () => {
  const listener = vi.fn();
  const stop = bench.queue.subscribe(listener);
  bench.queue.add(visit("A"));
  expect(listener).toHaveBeenCalledTimes(1);
  await bench.answer();
  expect(listener).toHaveBeenCalledTimes(2);
  stop();
  bench.queue.add(visit("B"));
  expect(listener).toHaveBeenCalledTimes(2);
});
