import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { usePressOnce } from "./usePressOnce";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a press that rests", () => {
  it("acts once for rapid clicks, and again after a moment", () => {
    const acted = vi.fn();
    const { result } = renderHook(() => usePressOnce(acted));
    act(() => {
      result.current.press();
      result.current.press();
    });
    act(() => void vi.advanceTimersByTime(400));
    act(() => result.current.press());
    expect(acted).toHaveBeenCalledTimes(1);
    expect(result.current.isResting).toBe(true);
    act(() => void vi.advanceTimersByTime(100));
    act(() => result.current.press());
    expect(acted).toHaveBeenCalledTimes(2);
  });
});
