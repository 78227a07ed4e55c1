import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { answer, FakeServer } from "@/testing/server";
import { noticeActs } from "./byItself";
import { answerOf, client } from "./client";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("a question counts as use only for a minute after a person did something", async () => {
  const server = new FakeServer().on("GET", /routes$/, () => answer([]));
  const ask = async () => {
    await answerOf(client.GET("/api/routes"));
    return server.asked.at(-1)?.headers.get("X-By-Itself");
  };
  noticeActs();
  expect(await ask()).toBeNull();
  vi.advanceTimersByTime(61_000);
  expect(await ask()).toBe("true");
  window.dispatchEvent(new Event("keydown"));
  expect(await ask()).toBeNull();
});
