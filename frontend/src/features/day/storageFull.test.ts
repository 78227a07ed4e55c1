import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ProblemError, UnreachableError } from "@/api/client";
import { fillStorage } from "@/testing/fullStorage";
import { Bench } from "@/testing/queueBench";
import { problem } from "@/testing/server";
import type { Change } from "./changes";

const A: Change = { kind: "actuals", customerCode: "A", actuals: { "1": 5 } };
const MORE_OF_A: Change = { ...A, actuals: { "2": 6 } };
const B: Change = { kind: "visit", customerCode: "B" };
const REFUSED = new ProblemError(problem("session-saved"));
const afterReload = () => new Bench().queue.state();

let bench: Bench;
let makeRoom: () => void = () => undefined;
beforeEach(() => {
  bench = new Bench();
});
afterEach(() => makeRoom());

describe("where there is no room", () => {
  it("an entry that joins another does not cost what was kept of that", async () => {
    bench.queue.add(B);
    bench.queue.add(A);
    makeRoom = fillStorage();
    bench.queue.add(MORE_OF_A);
    expect(afterReload().unsent).toMatchObject([B, A]);
    makeRoom();
    await bench.answer();
    expect(bench.sent.at(-1)).toMatchObject({ actuals: { "1": 5, "2": 6 } });
    // Room came with the answer: the joined entry took the place of what it joined.
    expect(afterReload().unsent).toMatchObject([{ actuals: { "1": 5, "2": 6 } }]);
    await bench.answer();
    expect(window.localStorage).toHaveLength(0);
  });

  it("what joined another and is sent takes along what was kept of that", async () => {
    bench.queue.add(B);
    bench.queue.add(A);
    makeRoom = fillStorage();
    bench.queue.add(MORE_OF_A);
    await bench.answer();
    await bench.answer();
    expect(bench.queue.state().unsent).toEqual([]);
    expect(window.localStorage).toHaveLength(0);
  });

  it("an entry is kept at the next chance", async () => {
    makeRoom = fillStorage();
    bench.queue.add(A);
    makeRoom();
    expect(afterReload().unsent).toEqual([]);
    await bench.fail(new UnreachableError());
    expect(afterReload().unsent).toMatchObject([A]);
  });

  it("what was refused stays kept as an entry, until it is kept as refused or dismissed", async () => {
    bench.queue.add(A);
    makeRoom = fillStorage();
    await bench.fail(REFUSED);
    expect(bench.queue.state()).toMatchObject({ unsent: [], refusals: [{ change: A }] });
    expect(afterReload()).toMatchObject({ unsent: [A], refusals: [] });
    bench.queue.lookAtOthers();
    expect(bench.queue.state().unsent).toEqual([]);
    makeRoom();
    bench.queue.add(B);
    expect(afterReload()).toMatchObject({ unsent: [B], refusals: [{ change: A }] });
  });

  it("what was refused and dismissed is kept in no way", async () => {
    bench.queue.add(A);
    makeRoom = fillStorage();
    await bench.fail(REFUSED);
    bench.queue.dismissRefusals(bench.queue.state().refusals);
    expect(window.localStorage).toHaveLength(0);
  });
});

describe("storage that is cleared", () => {
  it("costs no entry that waits: it is kept again and sent", async () => {
    bench.queue.add(A);
    await bench.fail(new UnreachableError());
    window.localStorage.clear();
    bench.queue.lookAtOthers();
    expect(afterReload().unsent).toMatchObject([A]);
    await bench.waitIsOver();
    expect(bench.sent).toHaveLength(2);
  });

  it("costs none behind one on its way, although no browser told of it", async () => {
    bench.queue.add(A);
    bench.queue.add(B);
    window.localStorage.clear();
    await bench.answer();
    expect(bench.sent).toMatchObject([A, B]);
    await bench.fail(new UnreachableError());
    expect(afterReload().unsent).toMatchObject([B]);
  });

  it("costs no refusal that nobody has read", async () => {
    bench.queue.add(A);
    await bench.fail(REFUSED);
    window.localStorage.clear();
    bench.queue.lookAtOthers();
    expect(bench.queue.state().refusals).toMatchObject([{ change: A }]);
    expect(afterReload().refusals).toMatchObject([{ change: A }]);
  });
});
