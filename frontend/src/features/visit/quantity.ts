export const MAX_QUANTITY = 999_999;

/** What an entry means: a quantity, unknown (null), or one that is too large to be taken. */
export type Entry = { kind: "quantity"; quantity: number | null } | { kind: "too-large" };

/**
 * Read what somebody typed. Empty is unknown; negative or unreadable is 0; above the limit is not
 * taken. Digits of any script and grouping commas are read.
 */
export function readEntry(text: string): Entry {
  const plain = toLatinDigits(text.trim()).replace(/(?<=\d)[,٬\s](?=\d{3}(?!\d))/g, "");
  if (plain === "") return { kind: "quantity", quantity: null };
  if (!/^\+?\d+$/.test(plain)) return { kind: "quantity", quantity: 0 };
  const quantity = Number(plain);
  return quantity > MAX_QUANTITY ? { kind: "too-large" } : { kind: "quantity", quantity };
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
