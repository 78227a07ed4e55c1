import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Me as Somebody } from "@/api/types";
import { makeDay } from "@/testing/days";
import { draw } from "@/testing/drawing";
import { ADMINISTRATOR, HUDA, makeMe } from "@/testing/me";
import { answer, FakeServer } from "@/testing/server";
import { DemoBanner, LookOnly, Me } from ".";
import * as leaving from "./leaving";
import { meQuery } from "./me";

const DEMO = makeMe();

let server: FakeServer;
const goTo = vi.spyOn(leaving, "goTo");

beforeEach(() => {
  goTo.mockReset().mockImplementation(() => undefined);
  server = new FakeServer().on("PUT", /me$/, ({ body }) =>
    answer(makeMe(body as Partial<Somebody>)),
  );
});

async function open(me: Somebody) {
  const { queries } = draw(
    <>
      <DemoBanner />
      <LookOnly />
      <Me />
    </>,
    makeDay(),
  );
  act(() => queries.setQueryData(meQuery.queryKey, me));
  await press(new RegExp(`^${me.user_name}:`));
  return queries;
}

const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole("button", { name }));
const links = () => screen.getAllByRole("link").map((link) => link.textContent);

describe("the menu", () => {
  it("leads where one may go", async () => {
    await open(HUDA);
    expect(links()).toEqual(["Your account"]);
  });

  it("leads an administrator everywhere", async () => {
    await open(ADMINISTRATOR);
    expect(links()).toEqual(["Your account", "Users and roles", "Audit trail", "Operations"]);
  });

  it("has no users on a demo, where there are none", async () => {
    await open({ ...ADMINISTRATOR, sign_in: "demo" });
    expect(links()).not.toContain("Users and roles");
    expect(screen.queryByRole("button", { name: "Sign out" })).toBeNull();
  });

  it("is closed by Escape, and the focus is back on its button", async () => {
    await open(HUDA);
    await userEvent.tab();
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("link")).toBeNull();
    expect(document.activeElement?.getAttribute("aria-expanded")).toBe("false");
  });
});

describe("signing out", () => {
  beforeEach(() => {
    server.on("POST", /sign-out$/, () => answer({ provider_sign_out: null }));
  });

  it("forgets what was shown and where one was, and tells other tabs", async () => {
    window.localStorage.setItem("recent-routes", '["1004"]');
    window.sessionStorage.setItem("choices", "{}");
    const queries = await open(HUDA);
    await press("Sign out");
    await waitFor(() => expect(goTo).toHaveBeenCalledWith("/sign-in"));
    expect(
      queries
        .getQueryCache()
        .getAll()
        .filter(({ state }) => state.data),
    ).toEqual([]);
    expect(window.localStorage.getItem("user-name")).toBe("");
    expect(window.localStorage.getItem("recent-routes")).toBeNull();
    expect(window.sessionStorage.length).toBe(0);
  });

  it("goes on to the provider, where the company's account is signed out too", async () => {
    const provider = "https://login.example.com/end";
    server.on("POST", /sign-out$/, () => answer({ provider_sign_out: provider }));
    await open(HUDA);
    await press("Sign out");
    await waitFor(() => expect(goTo).toHaveBeenCalledWith(provider));
  });

  it("warns first where something is not sent yet, and keeps it", async () => {
    const key = 'unsent:["1004","2026-11-22","Supervisor"]';
    window.localStorage.setItem(key, '[{"kind":"visit","customerCode":"A","key":"k"}]');
    server.on("PUT", /visits/, () => Promise.reject(new TypeError("offline")));
    await open(HUDA);
    await press("Sign out");
    expect((await screen.findByRole("dialog")).textContent).toContain("1 entry is not sent yet");
    expect(server.changes()).not.toContain("POST /api/sign-out");
    await press("Sign out");
    await waitFor(() => expect(goTo).toHaveBeenCalled());
    expect(Object.keys(window.localStorage).some((kept) => kept.startsWith(key))).toBe(true);
  });

  it("is not done where the server cannot be reached, and says so", async () => {
    await open(HUDA);
    server.isDown = true;
    await press("Sign out");
    expect((await screen.findByRole("alert")).textContent).toContain("cannot be reached");
    expect(goTo).not.toHaveBeenCalled();
  });
});

describe("on a demo", () => {
  async function take(name: string): Promise<void> {
    await press("Try it as somebody else");
    const field = screen.getByRole("textbox", { name: "Name" });
    await userEvent.clear(field);
    await userEvent.type(field, `${name}{Enter}`);
  }

  it("one may be somebody else, whose day is another", async () => {
    const queries = await open(DEMO);
    await take("  Maryam Ali ");
    expect(await screen.findByRole("button", { name: /^Maryam Ali:/ })).toBeDefined();
    const sent = server.asked.filter(({ method }) => method === "PUT");
    expect(sent.map(({ body }) => body)).toEqual([{ user_name: "Maryam Ali", role: "supervisor" }]);
    expect(queries.getQueryCache().findAll({ queryKey: ["day"] })).toEqual([]);
  });

  it("one may try another role under the same name", async () => {
    await open(DEMO);
    await press("Try it as somebody else");
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "Role" }), "viewer");
    await press("Use this name");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(server.asked.find(({ method }) => method === "PUT")?.body).toEqual({
      user_name: "Supervisor",
      role: "viewer",
    });
    expect(screen.getByText(/are “Supervisor”, in the role Viewer/)).toBeDefined();
    expect(screen.getByText(/You may look at this day, not change it/)).toBeDefined();
  });

  it("one stays who one is where the server cannot be reached", async () => {
    server.isDown = true;
    await open(DEMO);
    await take("Maryam");
    expect((await screen.findByRole("alert")).textContent).toContain("nothing was changed");
    expect(screen.getByRole("button", { name: /^Supervisor:/ })).toBeDefined();
  });
});

describe("another tab", () => {
  const tell = (newValue: string, key = "user-name") =>
    act(() => {
      window.dispatchEvent(new StorageEvent("storage", { key, newValue }));
    });

  it("of a demo where another was tried is followed", async () => {
    await open(DEMO);
    tell(JSON.stringify(makeMe({ user_name: "Maryam", role: "manager" })), "tried-as");
    await waitFor(() => expect(screen.getByRole("button", { name: /^Maryam:/ })).toBeDefined());
    expect(screen.getByText(/are “Maryam”, in the role Manager/)).toBeDefined();
  });

  it.each([
    ["signed out is followed to the sign-in page", "", "/sign-in"],
    ["was signed in by somebody else is left", "Maryam", "/"],
  ])("that %s", async (_, name, address) => {
    await open(HUDA);
    tell(name);
    expect(goTo).toHaveBeenCalledWith(address);
  });

  it("where the same person signed in changes nothing", async () => {
    await open(HUDA);
    tell(HUDA.user_name);
    expect(goTo).not.toHaveBeenCalled();
  });
});
