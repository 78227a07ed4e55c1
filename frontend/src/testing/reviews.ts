import type { Review, ReviewEvidence, ReviewPoint } from "@/api/types";

export function evidence(known: Partial<ReviewEvidence> = {}): ReviewEvidence {
  return {
    metric: "sold_units",
    unit: "units",
    value: 5,
    customer_code: "A",
    customer_name: "Shop A",
    item_code: "1001",
    item_name: "Item 1001",
    ...known,
  };
}

/** A point as the server sends it, of a text with placeholders such as `{0}` and `{0.item}`. */
export function reviewPoint(text: string, ...pieces: ReviewEvidence[]): ReviewPoint {
  const segments = text
    .split(/(\{\d+(?:\.(?:item|customer))?\})/)
    .filter((part) => part !== "")
    .map((part): ReviewPoint["segments"][number] => {
      const found = /^\{(\d+)(?:\.(item|customer))?\}$/.exec(part);
      if (!found) return { kind: "words", text: part, evidence: null };
      const kind = (found[2] ?? "figure") as "figure" | "item" | "customer";
      return { kind, text: "", evidence: Number(found[1]) };
    });
  return { text, segments, evidence: pieces };
}

/** A review of customer A by the built-in analyst, at noon. */
export function makeReview(known: Partial<Review> = {}): Review {
  return {
    review_id: "r1",
    target: { route_code: "1004", date: "2026-11-23", customer_code: "A" },
    language: "en",
    analyst: { kind: "built_in", model: "built-in" },
    prompt_version: "1",
    written_at: "2026-11-23T12:00:00Z",
    written_for: "Supervisor",
    price: 0,
    tokens: { input: 0, output: 0 },
    from_cache: false,
    facts_sha: "f1",
    figures_changed: false,
    sections: [
      {
        name: "summary",
        points: [
          reviewPoint(
            "{0.item}: {0} of {1} units sold.",
            evidence(),
            evidence({ metric: "recommended_units", value: 1200 }),
          ),
        ],
      },
      { name: "strengths", points: [] },
    ],
    dropped_points: 0,
    fallback_reason: null,
    retry_offered: false,
    ...known,
  };
}

/** The answer to asking for a review, as a stream: the stages, then the review. */
export function streamed(review: Review, stages: string[] = []): Response {
  const events = [
    ...stages.map((stage) => ["progress", { stage, characters: 0 }]),
    ["review", review],
  ];
  const text = events.map(([name, data]) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  return new Response(text.join(""), { headers: { "content-type": "text/event-stream" } });
}
