import { beforeEach, describe, expect, it, vi } from "vitest";
import { ProblemError, UnreachableError } from "@/api/client";
import { Bench } from "@/testing/queueBench";
import { problem } from "@/testing/server";
import type { Change } from "./changes";

const actuals = (customerCode: string, entered: Record<string, number | null>): Change => ({
  kind: "actuals",
  customerCode,
  actuals: entered,
});
const A = actuals("A", { "1": 5 });
const B = actuals("B", { "1": 6 });
const kept = () => new Bench().queue.state().unsent;

let one: Bench;
let other: Bench;
beforeEach(() => {
  one = new Bench();
  other = new Bench();
});

describe("what one tab keeps", () => {
  it("is not overwritten by another, nor taken away with what that one sends", async () => {
    one.queue.add(A);
    await one.fail(new UnreachableError());
    other.queue.add(B);
    await other.fail(new UnreachableError());
    expect(kept()).toMatchObject([A, B]);
    await other.waitIsOver();
    await other.answer();
    expect(kept()).toMatchObject([A]);
  });

  it("outlives whatever is dismissed in another", async () => {
    one.queue.add(A);
    await one.fail(new UnreachableError());
    other.queue.dismissRefusals(other.queue.state().refusals);
    other.queue.dismissOvertaken();
    expect(kept()).toMatchObject([A]);
  });

  it("is taken up by another that stays open, with the key it has", async () => {
    one.queue.add(A);
    await one.fail(new UnreachableError());
    other.queue.takeUpOthers();
    void other.queue.flush();
    expect(other.sent).toMatchObject([A]);
    expect(other.sent[0]?.key).toBe(one.sent[0]?.key);
  });
});

describe("what another tab has waiting", () => {
  const LATER_A = actuals("A", { "1": 7 });

  it("is known here, and left to that tab for as long as it may wait itself", async () => {
    one.queue.add(A);
    other.queue.lookAtOthers();
    expect(other.queue.state().unsent).toMatchObject([A]);
    expect(other.sent).toEqual([]);
    expect(other.waits).toEqual([15_000]);
    // The first tab was closed.
    await other.waitIsOver();
    expect(other.sent).toMatchObject([A]);
    expect(other.sent[0]?.key).toBe(one.sent[0]?.key);
  });

  it("is not sent twice where that tab is answered", async () => {
    one.queue.add(A);
    other.queue.lookAtOthers();
    await one.answer();
    other.hearSettled(one.sent[0]);
    await other.waitIsOver();
    expect(other.queue.state().unsent).toEqual([]);
    expect(other.sent).toEqual([]);
  });

  it("goes before what is made here later", async () => {
    one.queue.add(A);
    other.queue.lookAtOthers();
    other.queue.add(LATER_A);
    await other.answer();
    expect(other.sent).toMatchObject([A, LATER_A]);
  });

  it("and is older is sent before a newer entry of this tab, whoever is heard of first", async () => {
    one.queue.add(A);
    await one.fail(new UnreachableError());
    // Places are times: never the same, however fast a test is.
    const later = vi.spyOn(Date, "now").mockReturnValue(Date.now() + 5);
    other.queue.add(LATER_A);
    later.mockRestore();
    await other.fail(new UnreachableError());
    other.queue.takeUpOthers();
    void other.queue.flush();
    await other.answer();
    expect(other.sent).toMatchObject([LATER_A, A, LATER_A]);
  });

  it("comes back to nobody who has settled it", async () => {
    one.queue.add(A);
    other.queue.lookAtOthers();
    const stored = window.localStorage.getItem(`unsent#${one.sent[0]?.key}`) ?? "";
    await one.answer();
    // The other tab put it back before it heard.
    window.localStorage.setItem(`unsent#${one.sent[0]?.key}`, stored);
    one.queue.lookAtOthers();
    expect(one.queue.state().unsent).toEqual([]);
    expect(window.localStorage).toHaveLength(0);
  });
});

describe("what another tab has settled", () => {
  async function bothKeepA(): Promise<void> {
    one.queue.add(A);
    await one.fail(new UnreachableError());
    other = new Bench();
    void other.queue.flush();
  }

  it("is not sent again, and the day is looked at", async () => {
    await bothKeepA();
    await other.answer();
    one.hearSettled(other.sent[0]);
    await one.waitIsOver();
    expect(one.sent).toHaveLength(1);
    expect(one.queue.state()).toMatchObject({ unsent: [], unreachable: false });
    expect(one.outdated).toHaveBeenCalledOnce();
  });

  it("is not told as refused by a late answer", async () => {
    await bothKeepA();
    await one.waitIsOver();
    await other.answer();
    one.hearSettled(other.sent[0]);
    await one.fail(new ProblemError(problem("session-saved")));
    expect(one.queue.state()).toMatchObject({ unsent: [], refusals: [] });
  });

  it("as refused is told here too, until it is dismissed in either", async () => {
    await bothKeepA();
    await other.fail(new ProblemError(problem("session-saved")));
    one.hearSettled(other.sent[0]);
    expect(one.queue.state()).toMatchObject({ unsent: [], refusals: [{ change: A }] });
    one.queue.dismissRefusals(one.queue.state().refusals);
    other.hearSettled(other.sent[0], true);
    expect(other.queue.state().refusals).toEqual([]);
  });
});

it("gives what an entry joins another name, since another tab may send what it was before", async () => {
  one.queue.add(B);
  one.queue.add(A);
  const before = one.queue.state().unsent[1];
  other = new Bench();
  one.queue.add(actuals("A", { "1": 7 }));
  const after = one.queue.state().unsent[1];
  expect(after).toMatchObject(actuals("A", { "1": 7 }));
  expect(after?.key).not.toBe(before?.key);
  expect(kept()).toMatchObject([B, actuals("A", { "1": 7 })]);

  // The other tab does not send what was replaced.
  other.hearSettled(before);
  expect(other.queue.state().unsent).toMatchObject([B, actuals("A", { "1": 7 })]);
  other.hearSettled(after);
  void other.queue.flush();
  await other.answer();
  expect(other.sent).toMatchObject([B]);
  expect(other.queue.state().unsent).toEqual([]);
});

it("takes up the list of an earlier release, and keeps it one by one from then on", () => {
  const list = [{ ...A, key: "aaaaaaaa" }, B];
  window.localStorage.setItem("unsent", JSON.stringify(list));
  expect(kept()).toMatchObject(list);
  expect(window.localStorage.getItem("unsent")).toBeNull();
  expect(kept()).toMatchObject(list);
  expect(kept()[1]?.key).toBe(kept()[1]?.key);
});
