import type { TrailRecord } from "@/api/types";

/** What belongs to an act, as names and values in words; without what the line says already. */
export function detailsOf({ detail }: TrailRecord): [name: string, value: string][] {
  return Object.entries(detail ?? {})
    .filter(([name, value]) => name !== "about" && !isNothing(value))
    .map(([name, value]) => [name.replaceAll("_", " "), inWords(value)]);
}

/** Whom the act was done to, where it is not who did it. */
export function aboutWhom({ detail }: TrailRecord): string | null {
  return typeof detail?.about === "string" ? detail.about : null;
}

function isNothing(value: unknown): boolean {
  return value === null || value === false || (Array.isArray(value) && value.length === 0);
}

function inWords(value: unknown): string {
  if (Array.isArray(value)) {
    const isPlain = value.every((one) => typeof one !== "object");
    return isPlain ? value.join(", ") || "–" : String(value.length);
  }
  if (typeof value === "object" && value !== null) {
    if ("before" in value && "after" in value) {
      return `${inWords(value.before ?? "–")} → ${inWords(value.after ?? "–")}`;
    }
    return (
      Object.entries(value)
        .filter(([, inner]) => !isNothing(inner))
        .map(([name, inner]) => `${name} ${inWords(inner)}`)
        .join("; ") || "–"
    );
  }
  return String(value);
}
