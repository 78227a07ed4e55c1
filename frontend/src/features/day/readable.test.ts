import { describe, expect, it } from "vitest";
import { Bench } from "@/testing/queueBench";
import { sendChange } from "./changes";
import { readableChange } from "./readable";

const VISIT = { key: "k", kind: "visit", customerCode: "A" };
const ACTUALS = { ...VISIT, kind: "actuals", actuals: { "1": 5, "2": null }, seen: { "1": null } };

it.each([
  VISIT,
  ACTUALS,
  { ...VISIT, kind: "addCustomer", named: { name: "New", arabic: null }, epoch: "e" },
  { ...VISIT, kind: "reason", reason: null },
  { ...VISIT, kind: "removeItem", itemCode: "1" },
])("reads $kind as it was kept", (kept) => expect(readableChange(kept)).toEqual(kept));

const UNREADABLE = {
  "of an unknown kind": { ...VISIT, kind: "photo" },
  "of no kind": { key: "k" },
  "without its quantities": { ...ACTUALS, actuals: undefined },
  "with quantities that are none": { ...ACTUALS, actuals: { "1": "5" } },
  "without its customer": { ...VISIT, customerCode: undefined },
  "without its item": { ...VISIT, kind: "removeItem" },
  "that is null": null,
};

describe.each(Object.entries(UNREADABLE))("an entry %s", (_, item) => {
  it("holds up nothing, and stays for a page that can read it", () => {
    window.localStorage.setItem("unsent#k", JSON.stringify({ place: 1, item }));
    const bench = new Bench();
    expect(bench.queue.state().unsent).toEqual([]);
    bench.queue.add({ kind: "visit", customerCode: "B" });
    expect(bench.sent).toMatchObject([{ customerCode: "B" }]);
    expect(window.localStorage.getItem("unsent#k")).not.toBeNull();
  });
});

it("leaves out of an earlier release's list what is no entry", () => {
  window.localStorage.setItem("unsent", JSON.stringify([null, 5, "x", VISIT]));
  expect(new Bench().queue.state().unsent).toEqual([VISIT]);
});

it("keeps the order of an earlier release's list, before whatever was kept since", () => {
  window.localStorage.setItem("unsent#k", JSON.stringify({ place: 1, item: VISIT }));
  window.localStorage.setItem("unsent", JSON.stringify([ACTUALS, VISIT].map(rekeyed)));
  const keys = () => new Bench().queue.state().unsent.map(({ key }) => key);
  expect(keys()).toEqual(["old-0", "old-1", "k"]);
  expect(keys()).toEqual(["old-0", "old-1", "k"]);
});

function rekeyed<Kept>(kept: Kept, at: number) {
  return { ...kept, key: `old-${at}` };
}

it("throws at a change of an unknown kind, in place of answering nothing", () => {
  const day = { routeCode: "1004", date: "2026-11-23" };
  expect(() => sendChange(day, { ...VISIT, kind: "photo" } as never)).toThrow(/cannot send/);
});

it("takes up a list of refusals, which an earlier release kept with the whole problem", () => {
  const problem = { type: "/problems/session-saved", detail: "Saved." };
  const refusals = [{ key: "k", change: VISIT, problem }];
  window.localStorage.setItem("refused", JSON.stringify(refusals));
  const told = [{ key: "k", change: VISIT, reason: "Saved.", type: problem.type }];
  expect(new Bench().queue.state().refusals).toEqual(told);
  expect(window.localStorage.getItem("refused")).toBeNull();
  const { queue } = new Bench();
  expect(queue.state().refusals).toEqual(told);
  queue.dismissRefusals(queue.state().refusals);
  expect(window.localStorage).toHaveLength(0);
});
