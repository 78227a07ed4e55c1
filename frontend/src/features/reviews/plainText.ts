import type { Review, ReviewEvidence } from "@/api/types";
import { piecesOf } from "./pieces";

interface Words {
  /** What stands above: whose review, who wrote it, when. */
  head: string[];
  titleOf: (section: string) => string;
  figure: (evidence: ReviewEvidence) => string;
}

/** The review as plain text, for a message or a mail. */
export function plainText(review: Review, { head, titleOf, figure }: Words): string {
  const sections = review.sections
    .filter(({ points }) => points.length > 0)
    .map(({ name, points }) => {
      const lines = points.map(
        (point) =>
          `• ${piecesOf(point, figure)
            .map(({ text }) => text)
            .join("")}`,
      );
      return [titleOf(name), ...lines].join("\n");
    });
  return [head.join("\n"), ...sections].join("\n\n");
}
