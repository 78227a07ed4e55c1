import { beforeEach, describe, expect, it } from "vitest";
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
    await one.waitIsOver();
    expect(one.sent).toHaveLength(1);
    expect(one.queue.state()).toMatchObject({ unsent: [], unreachable: false });
    expect(one.outdated).toHaveBeenCalledOnce();
  });

  it("is not told as refused by a late answer", async () => {
    await bothKeepA();
    await one.waitIsOver();
    await other.answer();
    await one.fail(new ProblemError(problem("session-saved")));
    expect(one.queue.state()).toMatchObject({ unsent: [], refusals: [] });
  });

  it("as refused is told here too, until it is dismissed in either", async () => {
    await bothKeepA();
    await other.fail(new ProblemError(problem("session-saved")));
    one.queue.lookAtOthers();
    expect(one.queue.state()).toMatchObject({ unsent: [], refusals: [{ change: A }] });
    one.queue.dismissRefusals(one.queue.state().refusals);
    other.queue.lookAtOthers();
    expect(other.queue.state().refusals).toEqual([]);
  });
});

it("gives what an entry joins another name, since another tab may send what it was before", async () => {
  one.queue.add(B);
  one.queue.add(A);
  const before = one.queue.state().unsent[1]?.key;
  other = new Bench();
  one.queue.add(actuals("A", { "1": 7 }));
  const after = one.queue.state().unsent[1];
  expect(after).toMatchObject(actuals("A", { "1": 7 }));
  expect(after?.key).not.toBe(before);
  expect(kept()).toMatchObject([B, actuals("A", { "1": 7 })]);

  // The other tab does not send what was replaced.
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
