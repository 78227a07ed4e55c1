import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import type { Day, Review } from "@/api/types";
import { customerState, makeDay, savedDay } from "@/testing/days";
import { draw } from "@/testing/drawing";
import { makeReview, streamed } from "@/testing/reviews";
import { answer, FakeServer, refuse } from "@/testing/server";
import ReviewContent from "./ReviewContent";

const ADDRESS = /customers\/A\/review$/;
const visited = { customers: [customerState("A", { status: "visited" })] };

const none = () => new Response(null, { status: 204 });

/** A server that keeps `review` already. */
function serve(review: Review): FakeServer {
  return new FakeServer()
    .on("POST", ADDRESS, () => streamed(review))
    .on("GET", ADDRESS, () => answer(review));
}

function serveNone(review: Review, stages: string[] = []): FakeServer {
  return serve(review)
    .on("GET", ADDRESS, none)
    .on("POST", ADDRESS, () => streamed(review, stages));
}

function drawn(day: Day = makeDay(visited)) {
  const content = (of: Day) => <ReviewContent day={of} customerCode="A" onRow={() => undefined} />;
  const { rerender } = draw(content(day), day);
  return { show: (next: Day) => rerender(content(next)) };
}

function edited(revision: number): Day {
  const day = makeDay(visited);
  return { ...day, draft: day.draft && { ...day.draft, revision } };
}

const button = (name: string) => screen.findByRole<HTMLButtonElement>("button", { name });

it("is written in the page's language as it opens where there is none yet", async () => {
  const server = serveNone(makeReview(), ["asking", "writing", "checking"]);
  drawn();
  expect(await screen.findByText("built-in analyst")).toBeTruthy();
  expect(screen.getByText(/12:00 · free/)).toBeTruthy();
  expect(server.asked.map(({ method, body }) => [method, body])).toEqual([
    ["GET", null],
    ["POST", { language: "en", again: false }],
  ]);
  expect(server.asked[0]?.search.get("language")).toBe("en");
});

it("the newest opens at once, and no other is asked for, though figures have changed", async () => {
  const server = serve(makeReview({ figures_changed: true }));
  drawn();
  expect(await screen.findByText("figures have changed since")).toBeTruthy();
  expect(await button("Write again")).toBeTruthy();
  expect(server.changes()).toEqual([]);
});

it("a model's review names the model, its price and what was left out", async () => {
  serve(
    makeReview({
      analyst: { kind: "model", model: "openai/gpt-oss-20b" },
      price: 0.00042,
      dropped_points: 1,
    }),
  );
  drawn();
  expect(await screen.findByText("openai/gpt-oss-20b")).toBeTruthy();
  expect(screen.getByText(/\$0\.0004/)).toBeTruthy();
  expect(screen.getByText("1 sentence left out: its figure was not in the data.")).toBeTruthy();
});

it("a fallback is said in words, and trying again asks for the model's", async () => {
  const server = serve(makeReview({ fallback_reason: "too_slow", retry_offered: true }));
  drawn();
  expect(await screen.findByText(/has not answered in time/)).toBeTruthy();
  server.on("POST", ADDRESS, () =>
    streamed(makeReview({ review_id: "r2", analyst: { kind: "model", model: "m" } })),
  );
  fireEvent.click(await button("Try again"));
  expect(await screen.findByText("m")).toBeTruthy();
  expect(server.asked.at(-1)?.body).toEqual({ language: "en", again: false });
});

it("three rapid clicks make one call; refused, the button waits and comes back by itself", async () => {
  const server = serve(makeReview());
  drawn();
  const again = await button("Write again");
  server.on("POST", ADDRESS, () => refuse("too-soon", 429, { retry_after: 1 }));
  const before = server.asked.length;
  for (let click = 0; click < 3; click += 1) fireEvent.click(again);
  expect(await screen.findByRole("alert")).toHaveProperty("textContent", "Please wait 1 s");
  expect(again.disabled).toBe(true);
  expect(server.asked.slice(before).map(({ body }) => body)).toEqual([
    { language: "en", again: true },
  ]);
  await waitFor(() => expect(again.disabled).toBe(false));
  expect(screen.queryByRole("alert")).toBeNull();
  expect(screen.getByText("built-in analyst")).toBeTruthy();
});

it("refused before there is any, the wait counts down beside the button", async () => {
  serveNone(makeReview()).on("POST", ADDRESS, () => refuse("too-soon", 429, { retry_after: 1 }));
  drawn();
  expect(await screen.findByRole("alert")).toHaveProperty("textContent", "Please wait 1 s");
  const write = await button("Write the review");
  expect(write.disabled).toBe(true);
  await waitFor(() => expect(write.disabled).toBe(false));
});

it("after an edit it is marked, not written anew until somebody asks", async () => {
  const server = serve(makeReview());
  const { show } = drawn(edited(1));
  await button("Write again");
  server.on("GET", ADDRESS, () => answer(makeReview({ figures_changed: true })));
  show(edited(2));
  expect(await screen.findByText("figures have changed since")).toBeTruthy();
  expect(server.asked.map(({ search }) => search.get("recheck"))).toEqual(["false", "true"]);
  expect(server.changes()).toEqual([]);
  server.on("GET", ADDRESS, () => answer(makeReview()));
  show(edited(3));
  await waitFor(() => expect(screen.queryByText("figures have changed since")).toBeNull());
  server.on("GET", ADDRESS, () => answer(makeReview({ figures_changed: true })));
  show(edited(4));
  await screen.findByText("figures have changed since");
  fireEvent.click(await button("Write again"));
  await waitFor(() => expect(screen.queryByText("figures have changed since")).toBeNull());
  expect(server.asked.filter(({ method }) => method === "POST").at(-1)?.body).toEqual({
    language: "en",
    again: false,
  });
});

it("what was written while figures changed is marked", async () => {
  let finish: (answered: Response) => void = () => undefined;
  const written = new Promise<Response>((resolve) => {
    finish = resolve;
  });
  const server = serveNone(makeReview()).on("POST", ADDRESS, () => written);
  const { show } = drawn(edited(1));
  await waitFor(() => expect(server.changes()).toHaveLength(1));
  show(edited(2));
  await waitFor(() => expect(server.asked).toHaveLength(3));
  server.on("GET", ADDRESS, () => answer(makeReview({ figures_changed: true })));
  finish(streamed(makeReview()));
  expect(await screen.findByText("figures have changed since")).toBeTruthy();
  expect(server.changes()).toHaveLength(1);
});

it("stays in view while the server cannot say whether it still holds", async () => {
  const server = serve(makeReview());
  const { show } = drawn(edited(1));
  await button("Write again");
  server.isDown = true;
  show(edited(2));
  await waitFor(() => expect(server.asked).toHaveLength(2));
  expect(screen.getByText("built-in analyst")).toBeTruthy();
});

it("a saved day shows what was saved with it and offers no other", async () => {
  const server = serve(makeReview());
  drawn(savedDay(visited));
  expect(await screen.findByText("built-in analyst")).toBeTruthy();
  expect(server.changes()).toEqual([]);
  expect(screen.queryByRole("button", { name: /write|try/i })).toBeNull();
});

it("a saved day without a review says so", async () => {
  const server = new FakeServer().on("GET", ADDRESS, none);
  drawn(savedDay(visited));
  expect(await screen.findByText("No review was saved with this day.")).toBeTruthy();
  expect(server.changes()).toEqual([]);
  expect(screen.queryByRole("button")).toBeNull();
});

it("a server that is gone, or breaks off, is said and can be asked again", async () => {
  const server = serveNone(makeReview()).on(
    "POST",
    ADDRESS,
    () => new Response("event: progress\n\n"),
  );
  drawn();
  expect((await screen.findByRole("alert")).textContent).toMatch(/cannot be reached/);
  server.on("POST", ADDRESS, () => streamed(makeReview()));
  fireEvent.click(await button("Write the review"));
  expect(await screen.findByText("built-in analyst")).toBeTruthy();
});

it("a thumb is sent at once, the word when there is one", async () => {
  const server = serve(makeReview()).on("POST", /feedback$/, ({ body }) => answer(body));
  drawn();
  const user = userEvent.setup();
  await user.click(await button("This review does not help"));
  await user.type(await screen.findByRole("textbox"), "too long");
  await user.click(await button("Send"));
  expect(await screen.findByText("Thank you, noted.")).toBeTruthy();
  const said = server.asked.filter(({ path }) => path.endsWith("feedback"));
  expect(said.map(({ body }) => body)).toEqual([
    { review_id: "r1", helpful: false, word: null },
    { review_id: "r1", helpful: false, word: "too long" },
  ]);
});

it("is copied as plain text", async () => {
  serve(makeReview());
  drawn();
  await button("Copy");
  const writeText = vi.fn(() => Promise.resolve());
  vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText } });
  fireEvent.click(await button("Copy"));
  expect(await button("Copied")).toBeTruthy();
  expect(writeText).toHaveBeenCalledWith(
    "Customer Review: Shop A, 2026-11-23\nbuilt-in analyst · 12:00 · free\n\n" +
      "In short\n• Item 1001: 5 of 1,200 units sold.",
  );
  vi.unstubAllGlobals();
});
