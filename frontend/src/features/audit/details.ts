import type { TrailRecord } from "@/api/types";

/** What belongs to an act, as names and values in words; without what the line says already. */
export function detailsOf({ detail }: TrailRecord): [name: string, value: string][] {
  return Object.entries(detail ?? {})
    .filter(([name]) => name !== "about")
    .map(([name, value]) => [name.replaceAll("_", " "), inWords(value)]);
}

/** Whom the act was done to, where it is not who did it. */
export function aboutWhom({ detail }: TrailRecord): string | null {
  return typeof detail?.about === "string" ? detail.about : null;
}

function inWords(value: unknown): string {
  if (Array.isArray(value)) {
    const isPlain = value.every((one) => typeof one !== "object");
    return isPlain ? value.join(", ") || "–" : String(value.length);
  }
  if (typeof value === "object" && value !== null) {
    return (
      Object.entries(value)
        .filter(([, inner]) => !(Array.isArray(inner) && inner.length === 0) && inner !== false)
        .map(([name, inner]) => `${name} ${inWords(inner)}`)
        .join("; ") || "–"
    );
  }
  return String(value);
}
