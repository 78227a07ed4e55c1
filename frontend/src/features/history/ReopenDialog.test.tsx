import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { dayQuery } from "@/features/day";
import { savedDay } from "@/testing/days";
import { DAY_KEY, draw } from "@/testing/drawing";
import { answer, FakeServer, refuse } from "@/testing/server";
import { ReopenDialog } from "./ReopenDialog";

const onReopened = vi.fn();
const onClose = vi.fn();
let server: FakeServer;
let drawn: ReturnType<typeof draw>;

beforeEach(() => {
  onReopened.mockClear();
  onClose.mockClear();
  server = new FakeServer()
    .on("GET", /2026-11-23$/, () => answer(savedDay()))
    .on("POST", /reopen$/, () => answer({}));
  drawn = draw(
    <ReopenDialog day={savedDay()} onClose={onClose} onReopened={onReopened} />,
    savedDay(),
  );
});

const confirm = () => screen.getByRole<HTMLButtonElement>("button", { name: "Reopen the day" });
const giveReason = (text: string) =>
  userEvent.type(screen.getByRole("textbox", { name: "Why is it reopened?" }), text);

it("asks for a reason and says what it means", async () => {
  expect(screen.getByText(/What is changed then is saved as version 2/)).toBeDefined();
  await giveReason("  ab ");
  expect(confirm().disabled).toBe(true);
  await giveReason("c");
  expect(confirm().disabled).toBe(false);
});

it("sends the reason for the version that is shown", async () => {
  await giveReason("counted again ");
  await userEvent.click(confirm());
  await waitFor(() => expect(onReopened).toHaveBeenCalledOnce());
  const sent = server.asked.find(({ method }) => method === "POST");
  expect(sent?.body).toEqual({ reason: "counted again" });
  expect(sent?.headers.get("if-match")).toBe('"1.0123456789abcdef"');
});

it.each(["session-not-saved", "database-restored", "version-conflict"])(
  "refused with %s offers the day as it is now",
  async (slug) => {
    server.on("POST", /reopen$/, () => refuse(slug, 409));
    await giveReason("counted again");
    await userEvent.click(confirm());
    expect((await screen.findByRole("alert")).textContent).toContain(`Refused: ${slug}.`);
    expect(confirm().disabled).toBe(true);
    await userEvent.click(screen.getByRole("button", { name: "Open the day again" }));
    expect(onClose).toHaveBeenCalledOnce();
    expect(drawn.queries.getQueryState(dayQuery(DAY_KEY).queryKey)?.isInvalidated).toBe(true);
  },
);
