import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { SignIn } from "@/api/types";
import * as leaving from "@/features/identity/leaving";
import { answer, FakeServer, refuse } from "@/testing/server";
import { SignInPage } from "./SignInPage";

const goTo = vi.spyOn(leaving, "goTo");
const WAYS: SignIn = {
  sign_in: "accounts",
  password: true,
  oidc: null,
  has_users: true,
  demo: false,
  version: "0.1.0",
};

let server: FakeServer;
beforeEach(() => {
  window.sessionStorage.clear();
  goTo.mockReset().mockImplementation(() => undefined);
  server = new FakeServer().on("GET", /sign-in$/, () => answer(WAYS));
});

function open(address = "/sign-in", ways: Partial<SignIn> = {}) {
  server.on("GET", /sign-in$/, () => answer({ ...WAYS, ...ways }));
  window.history.replaceState(null, "", address);
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SignInPage />
    </QueryClientProvider>,
  );
}

const button = (name: string) => screen.findByRole("button", { name });
const onSignIn = (reply: () => Response) => server.on("POST", /sign-in\/password$/, reply);

async function signIn(): Promise<void> {
  await userEvent.type(await screen.findByRole("textbox", { name: "Name" }), " huda khalid");
  await userEvent.type(screen.getByLabelText("Password"), "secret words{Enter}");
}

describe("signing in", () => {
  it("leads back to where the same person was", async () => {
    const kept = { address: "/?route=1004", userName: "Huda Khalid" };
    window.sessionStorage.setItem("return-to", JSON.stringify(kept));
    onSignIn(() => answer({ user_name: "Huda Khalid" }));
    open();
    await signIn();
    await waitFor(() => expect(goTo).toHaveBeenCalledWith("/?route=1004"));
    expect(server.asked.at(-1)?.body).toEqual({
      user_name: "huda khalid",
      password: "secret words",
    });
  });

  it("that fails says the server's one sentence", async () => {
    onSignIn(() => refuse("sign-in-failed", 401, { detail: "The name or the password is wrong." }));
    open();
    await signIn();
    expect((await screen.findByRole("alert")).textContent).toContain("name or the password");
    expect(goTo).not.toHaveBeenCalled();
  });

  it("too often is counted down, and possible again afterwards", async () => {
    onSignIn(() => refuse("too-many-attempts", 429, { retry_after: 2 }));
    open();
    await signIn();
    expect(await screen.findByText(/Please wait 2 s/)).toBeDefined();
    expect(await button("Wait 2 s")).toHaveProperty("disabled", true);
    expect(await screen.findByText("You can try again now.")).toBeDefined();
    expect(await button("Sign in")).toHaveProperty("disabled", false);
  });

  it("with a company's account is a plain link", async () => {
    open("/sign-in", { oidc: { name: "Bakery ID" } });
    const link = await screen.findByRole("link", { name: "Sign in with Bakery ID" });
    expect(link.getAttribute("href")).toBe("/api/sign-in/oidc");
  });

  it("says what the company's account refused, and keeps the address clean", async () => {
    open("/#sign-in-problem=disabled", { oidc: { name: "Bakery ID" } });
    expect((await screen.findByRole("alert")).textContent).toContain("though Bakery ID knows you");
    expect(window.location.pathname + window.location.hash).toBe("/sign-in");
  });

  it("where nobody can yet says how the first administrator is made", async () => {
    open("/sign-in", { has_users: false });
    expect(await screen.findByText(/users add NAME --role administrator/)).toBeDefined();
    expect(screen.queryByLabelText("Password")).toBeNull();
  });

  it("on a demo is not asked for", async () => {
    open("/sign-in", { sign_in: "demo", password: false });
    expect(await screen.findByRole("link", { name: "Open the demo" })).toBeDefined();
  });
});

describe("a link to choose a password", () => {
  async function choose(password: string): Promise<void> {
    await userEvent.type(await screen.findByLabelText("New password"), `${password}{Enter}`);
  }

  it("signs in with it, and the link is out of the address at once", async () => {
    server.on("POST", /reset$/, () => answer({ user_name: "Noor" }));
    onSignIn(() => answer({ user_name: "Noor" }));
    open("/#reset=link-token");
    await choose("lantern gravel otter");
    await waitFor(() => expect(goTo).toHaveBeenCalledWith("/"));
    expect(window.location.hash).toBe("");
    expect(server.asked.find(({ path }) => path.endsWith("reset"))?.body).toEqual({
      token: "link-token",
      password: "lantern gravel otter",
    });
  });

  it("stays good where the password is refused", async () => {
    const where = { field: "body.password", customer_code: null, item_code: null };
    const errors = [{ ...where, message: "Choose a longer one." }];
    server.on("POST", /reset$/, () => refuse("password-refused", 422, { errors }));
    open("/#reset=link-token");
    await choose("short");
    const field = await screen.findByLabelText("New password");
    await waitFor(() => expect(field.getAttribute("aria-invalid")).toBe("true"));
    expect(screen.getByText("Choose a longer one.")).toBeDefined();
  });

  it("that is over leads to the sign-in page", async () => {
    server.on("POST", /reset$/, () => refuse("link-invalid", 410));
    open("/#reset=link-token");
    await choose("lantern gravel otter");
    await userEvent.click(await button("To the sign-in page"));
    expect(await button("Sign in")).toBeDefined();
  });
});
