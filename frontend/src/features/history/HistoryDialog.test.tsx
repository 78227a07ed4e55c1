import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { DAY_KEY, draw } from "@/testing/drawing";
import { answer, FakeServer } from "@/testing/server";
import { auditRecord, difference, savedVersion } from "@/testing/versions";
import { HistoryDialog } from "./HistoryDialog";

const onOpen = vi.fn();
const VERSIONS = [
  savedVersion(3, { how: "merged", from_version: 1, saved_by: "Maryam" }),
  savedVersion(2, { reopened_reason: "counted again" }),
  savedVersion(1),
];

let server: FakeServer;
beforeEach(() => {
  onOpen.mockClear();
  server = new FakeServer()
    .on("GET", /versions$/, () => answer(VERSIONS))
    .on("GET", /differences/, () => answer([difference()]))
    .on("GET", /audit$/, () => answer([]));
  draw(<HistoryDialog day={DAY_KEY} shown={3} onClose={vi.fn()} onOpen={onOpen} />);
});

it("tells of each version who saved it, how, and after which reopening", async () => {
  const versions = await screen.findAllByRole("listitem");
  expect(versions).toHaveLength(3);
  expect(versions[0]?.textContent).toMatch(/Version 3newest.*Maryam.*merged.*from version 1/);
  expect(versions[1]?.textContent).toContain("“counted again”");
});

it("opens any version", async () => {
  await userEvent.click(await screen.findByRole("button", { name: "Open version 1" }));
  expect(onOpen).toHaveBeenCalledExactlyOnceWith(1);
});

it("shows what a version changed against the one before it", async () => {
  await userEvent.click(await screen.findByRole("button", { name: "What changed in version 2" }));
  expect(await screen.findByText("1 entry differs in 1 shop")).toBeDefined();
  expect(server.asked.at(-1)?.path).toMatch(/versions\/1\/differences\/2$/);
  expect(screen.getByRole("listitem").textContent).toMatch(/Item 1001.*12.*10/);
});

it("compares any two, the last two at first", async () => {
  await userEvent.click(await screen.findByRole("button", { name: "Compare" }));
  await screen.findByText(/1 entry differs/);
  expect(server.asked.at(-1)?.path).toMatch(/versions\/2\/differences\/3$/);
  server.on("GET", /1\/differences\/3$/, () => answer([]));
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "From" }), "1");
  expect(await screen.findByText(/^Nothing differs/)).toBeDefined();
});

it("tells who did what, and why", async () => {
  server.on("GET", /audit$/, () =>
    answer([
      auditRecord({
        action: "session_merged",
        record_version: 3,
        from_version: 1,
        detail: { choices: [{}, {}] },
      }),
      auditRecord({ action: "session_reopened", record_version: 1, reason: "counted again" }),
      auditRecord({ action: "something_new" }),
    ]),
  );
  await userEvent.click(await screen.findByRole("button", { name: "What happened" }));
  const trail = within(await screen.findByRole("list")).getAllByRole("listitem");
  expect(trail.map((one) => one.textContent)).toEqual([
    expect.stringMatching(/merged and saved version 3.*from version 1.*2 entries chosen by hand/),
    expect.stringMatching(/reopened version 1counted again$/),
    expect.stringContaining("something_new"),
  ]);
});
