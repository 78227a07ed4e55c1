import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SilentEventSource } from "@/testing/streams";
import { NoticeStream } from "./NoticeStream";

const SAVED = { record_version: 1, by: "Huda", at: "2026-11-23T10:00:00Z", how: "saved" };

let stream: NoticeStream;
const asked: (number | null)[] = [];
const heard = vi.fn();
const present = vi.fn();

function setVisible(state: DocumentVisibilityState): void {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue(state);
  document.dispatchEvent(new Event("visibilitychange"));
}

beforeEach(() => {
  vi.useFakeTimers();
  asked.length = 0;
  heard.mockClear();
  present.mockClear();
  stream = new NoticeStream({
    open: (after) => {
      asked.push(after);
      return new SilentEventSource("/notices") as unknown as EventSource;
    },
    heard,
    present,
  });
});
afterEach(() => {
  stream.stop();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

it("tells each notice once, with its id", () => {
  SilentEventSource.latest.say("saved", SAVED, "7");
  SilentEventSource.latest.say("saved", SAVED, "7");
  expect(heard.mock.calls).toEqual([[{ kind: "saved", id: 7, ...SAVED }]]);
});

describe("a broken stream", () => {
  it("is opened again from the last notice, after ever longer waits", () => {
    SilentEventSource.latest.say("saved", SAVED, "7");
    for (const longest of [1_250, 2_500, 5_000, 10_000, 18_750, 18_750]) {
      const opened = asked.length;
      SilentEventSource.latest.break();
      vi.advanceTimersByTime(longest / 2);
      expect(asked).toHaveLength(opened);
      vi.advanceTimersByTime(longest / 2);
      expect(asked).toHaveLength(opened + 1);
    }
    expect(new Set(asked.slice(1))).toEqual(new Set([7]));
    SilentEventSource.latest.say("present", { people: [] });
    SilentEventSource.latest.break();
    vi.advanceTimersByTime(1_250);
    expect(asked).toHaveLength(8);
  });

  it("knows of nobody", () => {
    const people = [{ user_name: "Huda", since: "2026-11-23T10:00:00Z" }];
    SilentEventSource.latest.say("present", { people });
    expect(present).toHaveBeenLastCalledWith(people);
    SilentEventSource.latest.break();
    expect(present).toHaveBeenLastCalledWith([]);
  });

  it("is noticed by its silence", () => {
    vi.advanceTimersByTime(39_000);
    SilentEventSource.latest.say("present", { people: [] });
    vi.advanceTimersByTime(39_000);
    expect(asked).toHaveLength(1);
    vi.advanceTimersByTime(3_000);
    expect(asked).toHaveLength(2);
  });

  it("is opened at once when the device is on line again", () => {
    SilentEventSource.latest.break();
    window.dispatchEvent(new Event("online"));
    expect(asked).toHaveLength(2);
  });
});

describe("a page out of view", () => {
  it("gives its connection back, and takes up where it was when it is seen again", () => {
    SilentEventSource.latest.say("saved", SAVED, "7");
    const before = SilentEventSource.latest;
    setVisible("hidden");
    expect(before.isClosed).toBe(false);
    vi.advanceTimersByTime(5_000);
    expect(before.isClosed).toBe(true);
    vi.advanceTimersByTime(60_000);
    expect(asked).toHaveLength(1);
    setVisible("visible");
    expect(asked).toEqual([null, 7]);
  });

  it("for a moment only keeps its stream", () => {
    setVisible("hidden");
    vi.advanceTimersByTime(4_000);
    setVisible("visible");
    vi.advanceTimersByTime(10_000);
    expect(SilentEventSource.latest.isClosed).toBe(false);
    expect(asked).toHaveLength(1);
  });
});

it("that was stopped is not opened any more", () => {
  SilentEventSource.latest.break();
  stream.stop();
  vi.advanceTimersByTime(60_000);
  window.dispatchEvent(new Event("online"));
  expect(asked).toHaveLength(1);
});
