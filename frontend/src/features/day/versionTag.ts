import type { Day } from "@/api/types";

/** The version that a change of the day is meant for, as it goes into `If-Match`. */
export function versionTagOf(day: Day): string {
  return quoted(day.version_tag ?? "");
}

/** A version tag as a header carries it. */
export function quoted(tag: string): string {
  return `"${tag.replaceAll('"', "")}"`;
}

/** The version from before which the user's entries are kept beside a day saved since, or null. */
export function keptAsideFrom(day: Day): number | null {
  if (!day.draft || !day.session) return null;
  return day.draft.base_version < day.session.record_version ? day.draft.base_version : null;
}
