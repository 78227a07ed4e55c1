import type { ReviewEvidence } from "@/api/types";
import { useTranslation } from "@/formats/useTranslation";
import { RowLink } from "./RowLink";
import { type Row, rowOf, sameRow } from "./rows";
import { useFigure } from "./useFigure";

interface Props {
  evidence: ReviewEvidence[];
  about: string | null;
  onRow: (row: Row) => void;
}

/** The figures that a point rests on, by their names in the page's language, row by row. */
export function Evidence({ evidence, about, onRow }: Props) {
  const { t } = useTranslation("reviews");
  const figure = useFigure();
  return (
    <ul
      dir={document.documentElement.dir}
      lang={document.documentElement.lang}
      className="mt-1 mb-1.5 grid gap-0.5 border-line border-s-2 ps-3 text-mute text-xs"
    >
      {byRow(evidence, about).map(({ row, pieces }) => (
        <li key={`${row?.customerCode}|${row?.itemCode}`}>
          {row && (
            <>
              <RowLink row={row} onRow={onRow}>
                <bdi>{namesOf(pieces, about)}</bdi>
              </RowLink>
              {": "}
            </>
          )}
          {pieces.map((piece, index) => (
            <span key={piece.metric}>
              {index > 0 && " · "}
              {t(`metric.${piece.metric}`)}{" "}
              <bdi className="font-semibold text-ink">{figure(piece)}</bdi>
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}

interface RowOfEvidence {
  row: Row | null;
  pieces: ReviewEvidence[];
}

/** One entry a row, in the order in which the point comes to them; each metric once. */
function byRow(evidence: ReviewEvidence[], about: string | null): RowOfEvidence[] {
  const rows: RowOfEvidence[] = [];
  for (const piece of evidence) {
    const row = rowOf(piece, about);
    const known = rows.find((one) => sameRow(one.row, row));
    if (!known) rows.push({ row, pieces: [piece] });
    else if (!known.pieces.some(({ metric }) => metric === piece.metric)) known.pieces.push(piece);
  }
  return rows;
}

function namesOf([piece]: ReviewEvidence[], about: string | null): string {
  const customer = piece?.customer_code === about ? null : piece?.customer_name;
  return [piece?.item_name, customer].filter(Boolean).join(" · ");
}
