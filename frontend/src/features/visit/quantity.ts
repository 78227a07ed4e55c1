export const MAX_QUANTITY = 999_999;

/** What an entry means: a quantity (null is unknown), or why what was typed is not taken as it is. */
export type Entry = { kind: "quantity"; quantity: number | null } | NotTaken;

/** Negative and unreadable entries set 0; what is too large leaves the quantity as it was. */
export type NotTaken =
  | { kind: "negative"; quantity: 0 }
  | { kind: "unreadable"; quantity: 0; text: string }
  | { kind: "too-large" };

/** Thousands grouped in threes, by one kind of mark throughout: 1,000 and 1.000 are the same. */
const GROUPED = /^[1-9]\d{0,2}([,.٬\s])\d{3}(?:\1\d{3})*$/;

/**
 * Read what somebody typed. Empty is unknown; negative or unreadable is 0; above the limit is not
 * taken. Digits of any script and marks between thousands are read; there are no fractions.
 */
export function readEntry(text: string): Entry {
  const typed = text.trim();
  if (typed === "") return { kind: "quantity", quantity: null };
  const plain = toLatinDigits(typed).replace(/^\+/, "");
  const whole = GROUPED.test(plain) ? plain.replace(/\D/g, "") : plain;
  if (/^\d+$/.test(whole)) {
    const quantity = Number(whole);
    return quantity > MAX_QUANTITY ? { kind: "too-large" } : { kind: "quantity", quantity };
  }
  if (/^[-−]\d/.test(plain)) return { kind: "negative", quantity: 0 };
  return { kind: "unreadable", quantity: 0, text: typed };
}

/** The quantity after a step up or down; unknown counts as none, and there is nothing below 0. */
export function step(quantity: number | null, by: number): number {
  return Math.min(MAX_QUANTITY, Math.max(0, (quantity ?? 0) + by));
}

function toLatinDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) =>
    String(digit.charCodeAt(0) & 0xf),
  );
}
