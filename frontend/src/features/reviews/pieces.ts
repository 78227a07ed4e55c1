import type { ReviewEvidence, ReviewPoint } from "@/api/types";
import { type Row, rowOf, sameRow } from "./rows";

/** A piece of a point's text: the writer's words, or a figure or a name from the data. */
export interface Piece {
  kind: "words" | "figure" | "name";
  text: string;
  /** What the piece is filled in from; null for words. */
  evidence: ReviewEvidence | null;
}

/** Pieces that follow each other and, where there is a row, lead to the same one. */
export interface Run {
  row: Row | null;
  pieces: Piece[];
}

type WriteFigure = (evidence: ReviewEvidence) => string;

/** Words up to this length, and within a clause, do not part what leads to one row. */
const LONGEST_JOINT = 12;
const END_OF_CLAUSE = /[.,;!?،؛؟()]/;

/** The text of a point, piece by piece; what has no evidence after all is left out. */
export function piecesOf(point: ReviewPoint, figure: WriteFigure): Piece[] {
  return point.segments.flatMap(({ kind, text, evidence: place }): Piece[] => {
    if (kind === "words") return [{ kind, text, evidence: null }];
    const evidence = place === null ? undefined : point.evidence[place];
    if (!evidence) return [];
    if (kind === "figure") return [{ kind, text: figure(evidence), evidence }];
    const name = kind === "item" ? evidence.item_name : evidence.customer_name;
    return [{ kind: "name", text: name ?? "", evidence }];
  });
}

/**
 * The pieces in runs, so that "White Bread 0 of 14" is one link. `about`: the customer of the
 * review, null in the route's.
 */
export function runsOf(pieces: Piece[], about: string | null): Run[] {
  const named = pieces.filter((piece) => piece.kind === "name").map((piece) => rowOfPiece(piece));
  const runs: Run[] = [];
  for (const [index, piece] of pieces.entries()) {
    const last = runs.at(-1);
    if (!piece.evidence) {
      const next = pieces[index + 1];
      const joins = last?.row && next && isJoint(piece) && sameRow(rowOfPiece(next), last.row);
      if (last && joins) last.pieces.push(piece);
      else runs.push({ row: null, pieces: [piece] });
      continue;
    }
    const row = rowOfPiece(piece);
    if (last?.row && sameRow(last.row, row)) last.pieces.push(piece);
    // A figure alone leads somewhere only where no name beside it leads there.
    else if (piece.kind === "figure" && named.some((one) => sameRow(one, row)))
      runs.push({ row: null, pieces: [piece] });
    else runs.push({ row, pieces: [piece] });
  }
  return runs;

  function rowOfPiece({ evidence }: Piece): Row | null {
    return evidence && rowOf(evidence, about);
  }
}

function isJoint({ text }: Piece): boolean {
  return text.length <= LONGEST_JOINT && !END_OF_CLAUSE.test(text);
}
