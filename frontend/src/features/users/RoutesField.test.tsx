import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { answer, FakeServer, refuse } from "@/testing/server";
import { AddUserDialog } from "./AddUserDialog";

const ROUTES = [
  { route_code: "1001", route_name: "Sharjah North", territory: "Sharjah", customers: 3 },
];

async function open() {
  HTMLDialogElement.prototype.showModal = vi.fn(function (this: HTMLDialogElement) {
    this.open = true;
  });
  const server = new FakeServer()
    .on("GET", /all-routes$/, () => answer(ROUTES))
    .on("POST", /users$/, () => refuse("user-exists", 409));
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={queries}>
      <AddUserDialog onClose={() => undefined} />
    </QueryClientProvider>,
  );
  const user = userEvent.setup();
  expect(document.activeElement).toBe(screen.getByLabelText("Name"));
  await user.keyboard("Dana");
  await user.click(screen.getByRole("combobox", { name: "Add a route or a territory" }));
  await screen.findByRole("option", { name: /1001/ });
  return { server, user, add: () => screen.getByRole("button", { name: "Add the user" }) };
}

it("text that is no route is refused in words, and nobody is added without it", async () => {
  const { server, user, add } = await open();
  await user.keyboard("1009");
  await user.click(add());
  expect((await screen.findByRole("alert")).textContent).toContain("“1009” is no route");
  expect(server.changes()).toEqual([]);
  await user.click(screen.getByRole("combobox", { name: "Add a route or a territory" }));
  await user.tab();
  await user.click(add());
  expect(server.changes()).toEqual(["POST /api/users"]);
});

it("a route or a territory that is typed whole is taken without the list", async () => {
  const { server, user, add } = await open();
  await user.keyboard("sharjah");
  await user.tab();
  await user.click(add());
  expect(server.asked.at(-1)?.body).toMatchObject({ routes: [], territories: ["Sharjah"] });
});
