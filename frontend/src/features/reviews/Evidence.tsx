import type { ReviewEvidence } from "@/api/types";
import { useTranslation } from "@/formats/useTranslation";
import { RowLink } from "./RowLink";
import { type Row, rowOf } from "./rows";
import { useFigure } from "./useFigure";

interface Props {
  evidence: ReviewEvidence[];
  about: string | null;
  onRow: (row: Row) => void;
}

/** The figures that a point rests on, by their names in the page's language. */
export function Evidence({ evidence, about, onRow }: Props) {
  const { t } = useTranslation("reviews");
  const figure = useFigure();
  return (
    <ul
      dir={document.documentElement.dir}
      className="mt-1 mb-1.5 grid gap-0.5 border-line border-s-2 ps-3 text-mute text-xs"
    >
      {evidence.map((piece) => {
        const row = rowOf(piece, about);
        const names = [
          piece.item_name,
          piece.customer_code === about ? null : piece.customer_name,
        ].filter((name) => name !== null);
        return (
          <li key={`${piece.metric}|${piece.customer_code}|${piece.item_code}`}>
            {t(`metric.${piece.metric}`)}: <bdi className="font-semibold">{figure(piece)}</bdi>
            {row && (
              <>
                {" · "}
                <RowLink row={row} onRow={onRow}>
                  <bdi>{names.join(" · ")}</bdi>
                </RowLink>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}
