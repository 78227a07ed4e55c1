import type { Day } from "@/api/types";

/** A version tag as a header carries it. */
export function quoted(tag: string): string {
  return `"${tag}"`;
}

/** The epoch of the database that the day was read from; another one after a restore. */
export function epochOf(day: Day | undefined): string | undefined {
  // The tag may still be in a header's quotes.
  return /\.([0-9a-f]{16})/.exec(day?.version_tag ?? "")?.[1];
}

/** The version from before which the user's entries are kept beside a day saved since, or null. */
export function keptAsideFrom(day: Day): number | null {
  const base = day.draft?.base_version ?? day.draft_base;
  if (base === null || !day.session) return null;
  return base < day.session.record_version ? base : null;
}
