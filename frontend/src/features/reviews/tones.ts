/** How the points of a section are marked: `plain` not at all. */
export type Tone = "plain" | "good" | "bad" | "todo" | "note";

/** By the sections' names in the interface. */
export const TONES: Record<string, Tone> = {
  summary: "plain",
  strengths: "good",
  high_performers: "good",
  best_practices: "good",
  weaknesses: "bad",
  needs_attention: "bad",
  red_flags: "bad",
  immediate_actions: "todo",
  follow_up_actions: "todo",
  opportunities: "todo",
  coaching_areas: "todo",
  likely_reasons: "note",
  patterns: "note",
  overstocked_items: "note",
  understocked_items: "note",
};
