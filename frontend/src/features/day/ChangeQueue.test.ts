import { beforeEach, describe, expect, it, vi } from "vitest";
import { ProblemError, UnreachableError } from "@/api/client";
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
    const later = new Bench();
    later.queue.add(visit("B"));
    expect(new Bench().queue.state().unsent).toMatchObject([visit("A"), visit("B")]);
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
    expect(window.localStorage.getItem("unsent")).toBeNull();
    expect(new Bench().queue.state().unsent).toMatchObject([]);
  });

  it.each(["{ not json", '"a string"', "null"])("survives %s where changes should be", (kept) => {
    window.localStorage.setItem("unsent", kept);
    expect(new Bench().queue.state().unsent).toMatchObject([]);
  });

  it("keeps changes in memory where the device has no room", () => {
    const full = {
      getItem: () => null,
      removeItem: () => undefined,
      setItem: () => {
        throw new DOMException("full", "QuotaExceededError");
      },
    };
    const cramped = new Bench({ storage: full });
    cramped.queue.add(visit("A"));
    expect(cramped.queue.state().unsent).toMatchObject([visit("A")]);
  });
});

describe("a refusal", () => {
  const refused = problem("session-saved");

  async function refuseTwo(): Promise<void> {
    bench.queue.add(visit("A"));
    bench.queue.add(actuals("B", { "1": 5 }));
    await bench.fail(new ProblemError(refused));
    await bench.fail(new ProblemError(refused));
  }

  const refusals = [
    { change: visit("A"), problem: refused },
    { change: actuals("B", { "1": 5 }), problem: refused },
  ];

  it("is told with its change, which is left out, and the rest goes on", async () => {
    bench.queue.add(visit("A"));
    bench.queue.add(visit("B"));
    await bench.fail(new ProblemError(refused));
    expect(bench.queue.state().refusals).toMatchObject([{ change: visit("A"), problem: refused }]);
    expect(bench.outOfDate).toHaveBeenCalledOnce();
    expect(bench.sent).toMatchObject([visit("A"), visit("B")]);
    await bench.answer();
    expect(bench.queue.state().refusals).toHaveLength(1);
  });

  it("stays beside the next one, also over a reload, until all are dismissed", async () => {
    await refuseTwo();
    expect(bench.queue.state()).toMatchObject({ unsent: [], refusals });
    const reloaded = new Bench();
    expect(reloaded.queue.state()).toMatchObject({ unsent: [], refusals });
    void reloaded.queue.flush();
    expect(reloaded.sent).toEqual([]);
    reloaded.queue.dismissRefusals();
    expect(reloaded.queue.state().refusals).toEqual([]);
    expect(new Bench().queue.state().refusals).toEqual([]);
  });
});

describe("another tab with the same day", () => {
  it("keeps its own entries, whatever this one sends or dismisses", async () => {
    const other = new Bench();
    bench.queue.add(visit("A"));
    other.queue.add(actuals("B", { "1": 5 }));
    const both = [visit("A"), actuals("B", { "1": 5 })];
    expect(new Bench().queue.state().unsent).toMatchObject(both);
    other.queue.dismissRefusals();
    expect(new Bench().queue.state().unsent).toMatchObject(both);
    await other.answer();
    expect(new Bench().queue.state().unsent).toMatchObject([visit("A")]);
  });

  it("does not send what this one has sent meanwhile, or something newer in its place", async () => {
    bench.queue.add(visit("Z"));
    bench.queue.add(actuals("A", { "1": 5 }));
    const other = new Bench();
    bench.queue.add(actuals("A", { "1": 6 }));
    await bench.answer();
    await bench.answer();
    expect(bench.sent).toMatchObject([visit("Z"), actuals("A", { "1": 6 })]);
    await other.queue.flush();
    expect(other.sent).toEqual([]);
    expect(other.queue.state().unsent).toEqual([]);
    expect(other.outOfDate).toHaveBeenCalled();
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
