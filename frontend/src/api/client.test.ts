import { afterEach, describe, expect, it } from "vitest";
import { answer, FakeServer, refuse } from "@/testing/server";
import { answerOf, client, ProblemError, retryWhileUnreachable, UnreachableError } from "./client";

const ask = () => answerOf(client.GET("/api/routes"));

describe("an answer", () => {
  it("is the body", async () => {
    new FakeServer().on("GET", /routes/, () => answer([]));
    expect(await ask()).toEqual([]);
  });

  it("that refuses is told in the server's words", async () => {
    new FakeServer().on("GET", /routes/, () => refuse("route-not-found", 404));
    const error = await ask().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ message: "Refused: route-not-found." });
    expect((error as ProblemError).is("route-not-found")).toBe(true);
    expect((error as ProblemError).is("not-found")).toBe(false);
  });

  it.each([
    ["no answer at all", null],
    ["a server error", () => refuse("internal", 500)],
    ["a gateway's own page", () => new Response("<h1>Bad gateway</h1>", { status: 502 })],
    ["a page where data should be", () => new Response("<h1>Log in</h1>", { status: 403 })],
  ])("%s is worth trying again", async (_, reply) => {
    const server = new FakeServer();
    if (reply) server.on("GET", /routes/, reply);
    else server.isDown = true;
    const error = await ask().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UnreachableError);
    expect(retryWhileUnreachable({ state: { error: error as Error } })).toBeGreaterThan(0);
  });

  it("a refusal is not asked for again and again", async () => {
    new FakeServer().on("GET", /routes/, () => refuse("route-not-found", 404));
    const error = (await ask().catch((caught: unknown) => caught)) as Error;
    expect(retryWhileUnreachable({ state: { error } })).toBe(false);
    expect(retryWhileUnreachable({ state: { error: null } })).toBe(false);
  });
});

describe("what was asked while the page was on its way", () => {
  const address = `${window.location.origin}/api/routes`;
  afterEach(() => {
    delete window.firstAnswers;
  });

  it("is not asked twice, and is used only once", async () => {
    const server = new FakeServer().on("GET", /routes/, () => answer(["later"]));
    window.firstAnswers = new Map([[address, Promise.resolve(answer(["first"]))]]);
    expect(await ask()).toEqual(["first"]);
    expect(server.asked).toHaveLength(0);
    expect(await ask()).toEqual(["later"]);
  });

  it("is asked again where it failed", async () => {
    new FakeServer().on("GET", /routes/, () => answer(["later"]));
    window.firstAnswers = new Map([[address, Promise.reject(new TypeError("offline"))]]);
    expect(await ask()).toEqual(["later"]);
  });

  it("is not used where it was asked after the page had asked by itself", async () => {
    new FakeServer().on("GET", /routes/, () => answer(["later"]));
    window.firstAnswers = new Map();
    await ask();
    expect(window.firstAnswers.has(address)).toBe(true);
    expect(await ask()).toEqual(["later"]);
  });

  it("is not used after a change, which it does not know of", async () => {
    new FakeServer()
      .on("GET", /routes/, () => answer(["later"]))
      .on("PUT", /me/, () => answer({ user_name: "Huda" }));
    window.firstAnswers = new Map([[address, Promise.resolve(answer(["first"]))]]);
    await client.PUT("/api/me", { body: { user_name: "Huda" } });
    expect(await ask()).toEqual(["later"]);
  });
});
