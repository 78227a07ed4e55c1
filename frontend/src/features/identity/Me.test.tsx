import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";
import type { Deployment } from "@/api/types";
import { deploymentQuery } from "@/features/selection";
import { makeDay } from "@/testing/days";
import { draw } from "@/testing/drawing";
import { answer, FakeServer } from "@/testing/server";
import { Me } from ".";

const DEPLOYMENT: Deployment = {
  demo: true,
  max_quantity: 999_999,
  time_zone: "Asia/Dubai",
  today: "2026-11-23",
  user_name: "Huda Khalid",
  version: "0.1.0",
};

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer().on("PUT", /me$/, ({ body }) => answer(body));
});

function open() {
  const { queries } = draw(<Me />, makeDay());
  act(() => queries.setQueryData(deploymentQuery.queryKey, DEPLOYMENT));
  return queries;
}

async function take(name: string): Promise<void> {
  await userEvent.click(await screen.findByRole("button", { name: /^Huda Khalid:/ }));
  const field = screen.getByRole("textbox", { name: "Name" });
  await userEvent.clear(field);
  await userEvent.type(field, `${name}{Enter}`);
}

it("takes another name, and forgets the day of the one before", async () => {
  const queries = open();
  await take("  Maryam Ali ");
  expect(await screen.findByRole("button", { name: /^Maryam Ali:/ })).toBeDefined();
  const sent = server.asked.filter(({ method }) => method === "PUT");
  expect(sent.map(({ body }) => body)).toEqual([{ user_name: "Maryam Ali" }]);
  expect(queries.getQueryCache().findAll({ queryKey: ["day"] })).toEqual([]);
});

it("keeps the name where the server cannot be reached", async () => {
  server.isDown = true;
  open();
  await take("Maryam");
  expect((await screen.findByRole("alert")).textContent).toContain("your name is unchanged");
  expect(screen.getByRole("button", { name: /^Huda Khalid:/ })).toBeDefined();
});

it("follows a name that was taken in another tab", async () => {
  open();
  act(() => {
    window.dispatchEvent(new StorageEvent("storage", { key: "user-name", newValue: "Maryam" }));
  });
  await waitFor(() => expect(screen.getByRole("button", { name: /^Maryam:/ })).toBeDefined());
});
