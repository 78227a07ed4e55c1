import { describe, expect, it } from "vitest";
import { MAX_QUANTITY, readEntry, step } from "./quantity";

describe("what somebody typed", () => {
  it.each([
    ["0", 0],
    ["12", 12],
    ["  7 ", 7],
    ["+5", 5],
    ["007", 7],
    ["999999", 999_999],
    ["1,234", 1_234],
    ["12,345", 12_345],
    ["1.500", 1_500],
    ["1 500", 1_500],
    ["123.456", 123_456],
    ["٣٢", 32],
    ["۴۵", 45],
    ["١٬٢٣٤", 1_234],
  ])("%j is the quantity %i", (text, quantity) => {
    expect(readEntry(text)).toEqual({ kind: "quantity", quantity });
  });

  it.each(["-5", "−5", "-0.5", "-1,000"])("%j is negative, and so 0", (text) => {
    expect(readEntry(text)).toEqual({ kind: "negative", quantity: 0 });
  });

  it.each([
    "abc",
    "12abc",
    "12x",
    "1.5",
    "1,5",
    "0.500",
    "1,23",
    "1,2345",
    "1234,567",
    "1,234.567",
    "1 2",
    "1e3",
    "+",
    "--",
    "٣-",
  ])("%j is unreadable, and so 0", (text) => {
    expect(readEntry(text)).toEqual({ kind: "unreadable", quantity: 0, text });
  });

  it.each(["", "   "])("%j is unknown, which is not 0", (text) => {
    expect(readEntry(text)).toEqual({ kind: "quantity", quantity: null });
  });

  it.each(["1000000", "1,000,000", "1.000.000", "١٠٠٠٠٠٠", "9".repeat(400)])(
    "%j is too large",
    (text) => {
      expect(readEntry(text)).toEqual({ kind: "too-large" });
    },
  );
});

describe("a step", () => {
  it("begins at none where nobody has told the quantity", () => {
    expect(step(null, 1)).toBe(1);
  });

  it("never goes below 0 nor above the limit", () => {
    expect(step(0, -1)).toBe(0);
    expect(step(null, -1)).toBe(0);
    expect(step(MAX_QUANTITY, 1)).toBe(MAX_QUANTITY);
    expect(step(MAX_QUANTITY - 3, 10)).toBe(MAX_QUANTITY);
  });
});
