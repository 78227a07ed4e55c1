import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useCountdown } from "./useCountdown";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("counts every second down to 0 and stays there", () => {
  const { result } = renderHook(() => useCountdown());
  expect(result.current.seconds).toBe(0);
  act(() => result.current.start(3));
  const seen = [result.current.seconds];
  for (let second = 0; second < 4; second += 1) {
    act(() => void vi.advanceTimersByTime(1000));
    seen.push(result.current.seconds);
  }
  expect(seen).toEqual([3, 2, 1, 0, 0]);
  expect(vi.getTimerCount()).toBe(0);
});

it("goes by the clock: a page that slept is right when it wakes", () => {
  const { result } = renderHook(() => useCountdown());
  act(() => result.current.start(60));
  vi.setSystemTime(Date.now() + 58_500);
  act(() => void vi.advanceTimersByTime(1000));
  expect(result.current.seconds).toBe(1);
});
