import { beforeEach, describe, expect, it, vi } from "vitest";
import { ADMINISTRATOR, HUDA, makeMe } from "@/testing/me";
import { answer, FakeServer, refuse } from "@/testing/server";
import { signedFetch } from "./signedFetch";
import type { Me } from "./types";

const HERE = window.location.origin;
const STALE = () => refuse("cross-site-request", 403);

let server: FakeServer;
let me: Me;
const signInRequired = vi.fn();
const somebodyElse = vi.fn();

function open() {
  return signedFetch((request) => fetch(request), { signInRequired, somebodyElse });
}
const look = () => new Request(`${HERE}/api/me`);
const change = (body = "{}") => new Request(`${HERE}/api/days/x`, { method: "PUT", body });
const tokens = () =>
  server.asked
    .filter(({ method }) => method === "PUT")
    .map(({ headers }) => headers.get("X-CSRF-Token"));

beforeEach(() => {
  vi.resetAllMocks();
  me = HUDA;
  server = new FakeServer()
    .on("GET", /me$/, () => answer(me))
    .on("PUT", /days/, ({ headers }) =>
      headers.get("X-CSRF-Token") === me.csrf_token ? answer({}) : STALE(),
    );
});

describe("a change", () => {
  it("carries the token that was told with who is here", async () => {
    const ask = open();
    await ask(look());
    expect((await ask(change())).status).toBe(200);
    expect(tokens()).toEqual(["token of Huda"]);
  });

  it("carries none on a demo, where none is told", async () => {
    me = makeMe();
    const ask = open();
    await ask(look());
    await ask(change());
    expect(tokens()).toEqual([null]);
  });

  it("with a token that is not valid any more is repeated once with the new one", async () => {
    const ask = open();
    await ask(look());
    me = { ...HUDA, csrf_token: "another" };
    expect((await ask(change('{"whole":"body"}'))).status).toBe(200);
    expect(tokens()).toEqual(["token of Huda", "another"]);
    expect(server.asked.at(-1)?.body).toEqual({ whole: "body" });
  });

  it("that is refused again is not repeated again", async () => {
    server.on("PUT", /days/, STALE);
    const ask = open();
    expect((await ask(change())).status).toBe(403);
    expect(tokens()).toHaveLength(2);
  });

  it("is never sent in the name of another who signed in meanwhile", async () => {
    const ask = open();
    await ask(look());
    me = { ...ADMINISTRATOR, csrf_token: "of the administrator" };
    expect((await ask(change())).status).toBe(403);
    expect((await ask(change())).status).toBe(403);
    expect(tokens()).toEqual(["token of Huda", "token of Huda"]);
    expect(somebodyElse).toHaveBeenCalled();
  });

  it("refused for another reason is told as it is", async () => {
    server.on("PUT", /days/, () => refuse("not-permitted", 403));
    const refused = await open()(change());
    expect(await refused.json()).toMatchObject({ type: "/problems/not-permitted" });
    expect(tokens()).toHaveLength(1);
  });
});

describe("where nobody is signed in", () => {
  it("it is told whose page it was", async () => {
    const ask = open();
    await ask(look());
    server.on("GET", /routes$/, () => refuse("sign-in-required", 401));
    expect((await ask(new Request(`${HERE}/api/routes`))).status).toBe(401);
    expect(signInRequired.mock.calls).toEqual([["Huda Khalid"]]);
  });

  it("a wrong password is no session that ended", async () => {
    server.on("POST", /password$/, () => refuse("sign-in-failed", 401));
    await open()(new Request(`${HERE}/api/sign-in/password`, { method: "POST", body: "{}" }));
    expect(signInRequired).not.toHaveBeenCalled();
  });
});
