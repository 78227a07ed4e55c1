import type { KeyedChange } from "./changes";
import type { Refusal } from "./queueParts";

type Fields = Record<string, unknown>;

/**
 * A change as it was kept, or null where this page could not send it: it was cut short, or a later
 * release kept it. It stays where it is, for a page that can read it, and holds up nothing.
 */
export function readableChange(found: unknown): KeyedChange | null {
  if (!isFields(found) || !isKey(found.key) || typeof found.customerCode !== "string") return null;
  const { epoch = "", seen = {} } = found;
  const isWhole = typeof epoch === "string" && areQuantities(seen) && isKnownKind(found);
  return isWhole ? (found as KeyedChange) : null;
}

/** A refusal as it was kept; pages of an earlier release kept the server's whole answer. */
export function readableRefusal(found: unknown): Refusal | null {
  if (!isFields(found)) return null;
  const { problem = {}, reason, type } = found;
  const change = readableChange(found.change);
  if (!change || !isFields(problem)) return null;
  const sentence = reason ?? problem.detail;
  const kind = type ?? problem.type;
  if (typeof sentence !== "string") return null;
  const named = typeof kind === "string" ? { type: kind } : {};
  return { key: change.key, change, reason: sentence, ...named };
}

function isKnownKind({ kind, actuals, reason, itemCode }: Fields): boolean {
  switch (kind) {
    case "visit":
    case "unvisit":
    case "addCustomer":
    case "removeCustomer":
      return true;
    case "actuals":
      return areQuantities(actuals);
    case "reason":
      return reason === null || typeof reason === "string";
    case "removeItem":
      return typeof itemCode === "string";
    default:
      return false;
  }
}

function areQuantities(found: unknown): boolean {
  if (!isFields(found)) return false;
  return Object.values(found).every((one) => one === null || typeof one === "number");
}

function isFields(found: unknown): found is Fields {
  return typeof found === "object" && found !== null && !Array.isArray(found);
}

function isKey(found: unknown): boolean {
  return typeof found === "string" && found !== "";
}
