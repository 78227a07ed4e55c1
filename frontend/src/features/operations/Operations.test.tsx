import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { makeMe } from "@/testing/me";
import { answer, FakeServer } from "@/testing/server";
import { Operations } from "./Operations";

function openAs(signIn: "demo" | "accounts") {
  const server = new FakeServer()
    .on("GET", /deployment$/, () => answer({ time_zone: "Asia/Dubai", today: "2026-11-23" }))
    .on("GET", /me$/, () => answer(makeMe({ sign_in: signIn })));
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Operations />
    </QueryClientProvider>,
  );
  return server;
}

describe("the operations page for somebody it is not for", () => {
  it.each([
    ["demo", "behind your picture"],
    ["accounts", "an administrator can give you another"],
  ] as const)("on a %s says the way on that there is, and asks nothing", async (kind, way) => {
    const server = openAs(kind);
    expect((await screen.findByRole("alert")).textContent).toContain(way);
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
    expect(server.asked.filter(({ path }) => path.includes("report"))).toEqual([]);
  });
});
