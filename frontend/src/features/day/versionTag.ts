import type { Day } from "@/api/types";

/** A version tag as a header carries it. */
export function quoted(tag: string): string {
  return `"${tag}"`;
}

/** The version from before which the user's entries are kept beside a day saved since, or null. */
export function keptAsideFrom(day: Day): number | null {
  const base = day.draft?.base_version ?? day.draft_base;
  if (base === null || !day.session) return null;
  return base < day.session.record_version ? base : null;
}
