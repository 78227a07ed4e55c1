import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { MergePreview } from "@/api/types";
import { dayChange, savedDay } from "@/testing/days";
import { draw } from "@/testing/drawing";
import { answer, FakeServer, refuse } from "@/testing/server";
import { mergeCell, mergePreview, visitCell } from "@/testing/versions";
import { MergeDialog } from "./MergeDialog";

const onClose = vi.fn();
const onMerged = vi.fn();
const CONFLICTS = [mergeCell(), visitCell({ customer_code: "B" })];
const MINE_ALONE = mergeCell({ item_code: "1002", theirs: 12, merged: 13, is_conflict: false });
const THEIRS_ALONE = mergeCell({ item_code: "1003", mine: 12, merged: 10, is_conflict: false });

let server: FakeServer;
let preview: MergePreview;
beforeEach(() => {
  window.sessionStorage.clear();
  onClose.mockClear();
  onMerged.mockClear();
  preview = mergePreview([...CONFLICTS, MINE_ALONE, THEIRS_ALONE]);
  server = new FakeServer()
    .on("GET", /2026-11-23$/, () => answer(savedDay()))
    .on("GET", /\/merge$/, () => answer(preview))
    .on("POST", /\/merge$/, () => answer({}, 201));
});

const drawDialog = () =>
  draw(<MergeDialog day={savedDay()} onClose={onClose} onMerged={onMerged} />, savedDay());
const save = (version = 3) => screen.getByRole("button", { name: `Save as version ${version}` });
const isDisabled = (button: HTMLElement) => (button as HTMLButtonElement).disabled;
const choice = async (cell: RegExp, side: RegExp) =>
  within(await screen.findByRole("group", { name: cell })).getByRole("radio", { name: side });
const sent = () => server.asked.filter(({ method }) => method === "POST");

describe("the merge", () => {
  it("shows before, mine and theirs, and chooses nothing by itself", async () => {
    drawDialog();
    const cell = await screen.findByRole("group", { name: /Item 1001/ });
    expect(cell.textContent).toContain("Before 12");
    const radios = within(cell).getAllByRole<HTMLInputElement>("radio");
    expect(radios.map((radio) => radio.checked)).toEqual([false, false]);
    expect(screen.getByText("0 of 2 chosen")).toBeDefined();
    expect(isDisabled(save())).toBe(true);
  });

  it("lists what merged by itself, and by whom it was changed", async () => {
    drawDialog();
    const summary = await screen.findByText("2 changes merged by themselves");
    expect(summary.textContent).toContain("1 yours, 1 theirs, 0 the same on both sides");
    const listed = within(summary.closest("details") as HTMLElement).getAllByRole("listitem", {
      hidden: true,
    });
    expect(listed.map((one) => one.textContent)).toEqual([
      expect.stringMatching(/Item 1002.*12.*13.*Yours/),
      expect.stringMatching(/Item 1003.*12.*10.*Theirs/),
    ]);
  });

  it("saves what was chosen cell by cell, for the version that was looked at", async () => {
    drawDialog();
    await userEvent.click(await choice(/Item 1001/, /Yours/));
    expect(isDisabled(save())).toBe(true);
    await userEvent.click(await choice(/Visited/, /Theirs/));
    await userEvent.click(save());
    await waitFor(() => expect(onMerged).toHaveBeenCalledOnce());
    expect(sent()[0]?.headers.get("if-match")).toBe('"2.abcd"');
    expect(sent()[0]?.headers.get("idempotency-key")).toMatch(/^[0-9a-f-]{36}$/);
    expect(sent()[0]?.body).toEqual({
      choices: [
        { customer_code: "A", field: "actual", item_code: "1001", choice: "mine" },
        { customer_code: "B", field: "visited", item_code: null, choice: "theirs" },
      ],
    });
  });

  it("takes one side for all at once", async () => {
    drawDialog();
    await userEvent.click(await screen.findByRole("button", { name: "All theirs" }));
    const checked = screen.getAllByRole<HTMLInputElement>("radio").filter((one) => one.checked);
    expect(checked.map((radio) => radio.labels?.[0]?.textContent)).toEqual([
      expect.stringMatching(/^Theirs.*10$/),
      expect.stringMatching(/^Theirs.*not visited$/),
    ]);
    expect(isDisabled(save())).toBe(false);
  });

  it("leads to what is left to choose", async () => {
    Element.prototype.scrollIntoView = () => undefined;
    drawDialog();
    await userEvent.click(await choice(/Item 1001/, /Yours/));
    await userEvent.click(screen.getByRole("button", { name: "1 left to choose" }));
    expect(document.activeElement).toBe(await choice(/Visited/, /Yours/));
  });

  it("needs no choice where nothing was changed on both sides", async () => {
    preview = mergePreview([MINE_ALONE]);
    drawDialog();
    expect(await screen.findByText(/^Nothing to choose/)).toBeDefined();
    await userEvent.click(save());
    await waitFor(() => expect(sent()[0]?.body).toEqual({ choices: [] }));
  });
});

describe("entries that are still on their way", () => {
  const looks = () => server.asked.filter(({ path }) => path.endsWith("/merge")).length;

  it("are waited for, and what is merged is asked for with them", async () => {
    window.localStorage.setItem(
      'unsent:["1004","2026-11-23","Supervisor"]',
      JSON.stringify([{ kind: "visit", customerCode: "A" }]),
    );
    let arrive: (answer: Response) => void = () => undefined;
    server.on("PUT", /visits/, () => new Promise((resolve) => (arrive = resolve)));
    preview = mergePreview([MINE_ALONE]);
    drawDialog();
    expect(await screen.findByText(/1 entry is still on its way/)).toBeDefined();
    await waitFor(() => expect(server.changes()).toHaveLength(1));
    expect(looks()).toBe(0);
    arrive(answer(dayChange()));
    await screen.findByText(/^Nothing to choose/);
    expect(screen.queryByText(/still on its way/)).toBeNull();
    expect(looks()).toBe(1);
    expect(isDisabled(save())).toBe(false);
  });
});

describe("a merge that was interrupted", () => {
  it("keeps what was chosen when the dialog is closed", async () => {
    const { unmount } = drawDialog();
    await userEvent.click(await choice(/Item 1001/, /Yours/));
    unmount();
    drawDialog();
    expect(await choice(/Item 1001/, /Yours/)).toHaveProperty("checked", true);
  });

  it("by another save shows it anew and keeps the choices that still stand", async () => {
    server.on("POST", /\/merge$/, () => {
      const moved = mergeCell({ theirs: 11 });
      preview = mergePreview([moved, ...CONFLICTS.slice(1)], {
        current_version: 3,
        version_tag: "3.abcd",
        saved_by: "Maryam",
      });
      return refuse("version-conflict", 409);
    });
    drawDialog();
    await userEvent.click(await screen.findByRole("button", { name: "All mine" }));
    await userEvent.click(save());
    const moved = await screen.findByText(/saved again meanwhile, as version 3 by Maryam/);
    expect(moved.closest("[role=alert]")).not.toBeNull();
    expect(await choice(/Item 1001/, /Yours/)).toHaveProperty("checked", false);
    expect(await choice(/Visited/, /Yours/)).toHaveProperty("checked", true);
    expect(isDisabled(save(4))).toBe(true);
    expect(onMerged).not.toHaveBeenCalled();
  });

  it("has another key once other choices were made", async () => {
    let answers = 0;
    server.on("POST", /\/merge$/, () => {
      answers += 1;
      return answers === 1 ? refuse("merge-undecided", 422) : answer({}, 201);
    });
    drawDialog();
    await userEvent.click(await screen.findByRole("button", { name: "All mine" }));
    await userEvent.click(save());
    await screen.findByText("Refused: merge-undecided.");
    await userEvent.click(screen.getByRole("button", { name: "All theirs" }));
    await userEvent.click(save());
    await waitFor(() => expect(onMerged).toHaveBeenCalledOnce());
    const keys = sent().map(({ headers }) => headers.get("idempotency-key"));
    expect(new Set(keys).size).toBe(2);
  });

  it("says so when there is nothing to merge any more", async () => {
    server.on("GET", /\/merge$/, () => refuse("nothing-to-merge", 404));
    drawDialog();
    expect(await screen.findByText(/nothing to merge any more/)).toBeDefined();
    expect(screen.queryByRole("button", { name: /^Save as/ })).toBeNull();
  });
});
