import type { Review, ReviewPoint } from "@/api/types";
import { Evidence } from "./Evidence";
import { type Piece, piecesOf, runsOf } from "./pieces";
import { RowLink } from "./RowLink";
import type { Row } from "./rows";
import type { Tone } from "./tones";
import { useFigure } from "./useFigure";

interface Props {
  point: ReviewPoint;
  /** The customer of the review, null in the route's. */
  about: string | null;
  language: Review["language"];
  tone: Tone;
  withEvidence: boolean;
  onRow: (row: Row) => void;
}

const MARKS: Record<Tone, string> = {
  plain: "hidden",
  good: "bg-brand",
  bad: "bg-red-fill",
  todo: "bg-blue",
  note: "bg-edge",
};

/** One point: words as text, figures and names from the data, leading to their rows. */
export function Point({ point, about, language, tone, withEvidence, onRow }: Props) {
  const figure = useFigure();
  return (
    <li lang={language} dir="auto" className="flex gap-2.5 leading-relaxed">
      <span
        aria-hidden="true"
        className={`mt-[0.6em] size-1.5 shrink-0 rounded-full ${MARKS[tone]}`}
      />
      <div className="min-w-0 flex-1 break-words">
        {runsOf(piecesOf(point, figure), about).map(({ row, pieces }, index) => {
          const shown = pieces.map((piece, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a text's pieces keep their places.
            <Shown key={place} piece={piece} />
          ));
          return row ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above.
            <RowLink key={index} row={row} onRow={onRow}>
              {shown}
            </RowLink>
          ) : (
            shown
          );
        })}
        {withEvidence && <Evidence evidence={point.evidence} about={about} onRow={onRow} />}
      </div>
    </li>
  );
}

function Shown({ piece: { kind, text } }: { piece: Piece }) {
  if (kind === "words") return text;
  return <bdi className={kind === "figure" ? "font-semibold" : undefined}>{text}</bdi>;
}
