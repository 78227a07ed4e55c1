import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";
import type { Me as Somebody } from "@/api/types";
import { makeDay } from "@/testing/days";
import { draw } from "@/testing/drawing";
import { makeMe } from "@/testing/me";
import { answer, FakeServer } from "@/testing/server";
import { DemoBanner, LookOnly, Me, meQuery } from ".";

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer().on("PUT", /me$/, ({ body }) =>
    answer(makeMe(body as Partial<Somebody>)),
  );
});

function open(me: Partial<Somebody> = {}) {
  const element = (
    <>
      <DemoBanner />
      <LookOnly />
      <Me />
    </>
  );
  const { queries } = draw(element, makeDay());
  act(() => queries.setQueryData(meQuery.queryKey, makeMe({ user_name: "Huda Khalid", ...me })));
  return queries;
}

async function take(name: string): Promise<void> {
  await userEvent.click(await screen.findByRole("button", { name: /^Huda Khalid:/ }));
  const field = screen.getByRole("textbox", { name: "Name" });
  await userEvent.clear(field);
  await userEvent.type(field, `${name}{Enter}`);
}

const sent = () => server.asked.filter(({ method }) => method === "PUT").map(({ body }) => body);

it("takes another name, and forgets the day of the one before", async () => {
  const queries = open();
  await take("  Maryam Ali ");
  expect(await screen.findByRole("button", { name: /^Maryam Ali:/ })).toBeDefined();
  expect(sent()).toEqual([{ user_name: "Maryam Ali", role: "supervisor" }]);
  expect(queries.getQueryCache().findAll({ queryKey: ["day"] })).toEqual([]);
});

it("takes another role under the same name", async () => {
  open();
  expect(screen.queryByText(/not change it/)).toBeNull();
  await userEvent.click(await screen.findByRole("button", { name: /^Huda Khalid:/ }));
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Role" }), "viewer");
  await userEvent.click(screen.getByRole("button", { name: "Use this name" }));
  expect(await screen.findByText(/signed in as Huda Khalid \(viewer\)/)).toBeDefined();
  expect(screen.getByText(/You may look at this day, not change it/)).toBeDefined();
  expect(sent()).toEqual([{ user_name: "Huda Khalid", role: "viewer" }]);
});

it("keeps the name where the server cannot be reached", async () => {
  server.isDown = true;
  open();
  await take("Maryam");
  expect((await screen.findByRole("alert")).textContent).toContain("your name is unchanged");
  expect(screen.getByRole("button", { name: /^Huda Khalid:/ })).toBeDefined();
});

it("follows what was tried in another tab", async () => {
  open();
  const newValue = JSON.stringify(makeMe({ user_name: "Maryam", role: "manager" }));
  act(() => {
    window.dispatchEvent(new StorageEvent("storage", { key: "tried-as", newValue }));
  });
  await waitFor(() => expect(screen.getByRole("button", { name: /^Maryam:/ })).toBeDefined());
  expect(screen.getByText(/signed in as Maryam \(manager\)/)).toBeDefined();
});

it("of people with an account says nothing of a demo, and lets nobody choose a name", async () => {
  open({ sign_in: "accounts" });
  expect(await screen.findByTitle("Huda Khalid")).toBeDefined();
  expect(screen.queryByRole("button")).toBeNull();
  expect(screen.queryByText(/Demo/)).toBeNull();
});
