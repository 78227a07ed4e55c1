import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { deviceStorage } from "@/components/DeviceStorage";
import { dayChange, makeDay } from "@/testing/days";
import { fillStorage } from "@/testing/fullStorage";
import { makeMe } from "@/testing/me";
import { answer, FakeServer } from "@/testing/server";
import { SalesSupervision } from "./SalesSupervision";

const DEPLOYMENT = { demo: true, max_quantity: 999_999, time_zone: "Asia/Dubai" };

let makeRoom: () => void = () => undefined;
afterEach(() => {
  makeRoom();
  vi.restoreAllMocks();
  deviceStorage.catchUp();
});

function deny(): void {
  vi.spyOn(window, "localStorage", "get").mockImplementation(() => {
    throw new DOMException("denied", "SecurityError");
  });
}

it.each([
  ["full", () => (makeRoom = fillStorage())],
  ["denied", deny],
])(
  "opens a day and takes entries where storage is %s, and says what a reload costs",
  async (_, block) => {
    const server = new FakeServer()
      .on("GET", /deployment$/, () => answer({ ...DEPLOYMENT, today: "2026-11-23" }))
      .on("GET", /me$/, () => answer(makeMe()))
      .on("GET", /routes$/, () => answer([]))
      .on("GET", /dates$/, () => answer([]))
      .on("GET", /days\/1004\/2026-11-23$/, () => answer(makeDay()))
      .on("PUT", /visits/, () => answer(dayChange()));
    block();
    window.history.replaceState(null, "", "/?route=1004&customer=A");
    render(
      <QueryClientProvider
        client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}
      >
        <SalesSupervision />
      </QueryClientProvider>,
    );
    await screen.findByRole("region", { name: "Customers" });
    await screen.findByText(/a reload would lose it/);

    server.isDown = true;
    const [mark] = await screen.findAllByRole("button", { name: "Mark visited" });
    await userEvent.click(mark as HTMLElement);
    const calm = await screen.findByText(/cannot be reached/);
    await waitFor(() => expect(calm.textContent).toContain("1 entry waits in this page"));
    server.isDown = false;
    window.dispatchEvent(new Event("online"));
    await waitFor(() => expect(screen.queryByText(/cannot be reached/)).toBeNull());
    expect(server.changes().at(-1)).toMatch(/^PUT .*\/visits\/A$/);
  },
);
