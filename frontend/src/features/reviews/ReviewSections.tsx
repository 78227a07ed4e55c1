import { useState } from "react";
import type { Review } from "@/api/types";
import { useTranslation } from "@/formats/useTranslation";
import { Point } from "./Point";
import type { Row } from "./rows";
import { TONES } from "./tones";

interface Props {
  review: Review;
  onRow: (row: Row) => void;
}

/** The review in its sections, those without a point left out. */
export function ReviewSections({ review, onRow }: Props) {
  const { t } = useTranslation("reviews");
  const [withEvidence, setWithEvidence] = useState(false);
  const sections = review.sections.filter(({ points }) => points.length > 0);
  if (sections.length === 0) return <p className="px-4 py-6 text-mute">{t("empty")}</p>;
  return (
    <>
      {sections.map(({ name, points }) => (
        <section key={name} className="border-line border-b px-4 py-3">
          <h3 className="mb-1 font-semibold text-mute text-xs">{t(`section.${name}`)}</h3>
          <ul className={`grid ${name === "summary" ? "gap-1 text-[0.9375rem]" : "gap-1.5"}`}>
            {points.map((point) => (
              <Point
                key={point.text + JSON.stringify(point.evidence)}
                point={point}
                about={review.target.customer_code}
                language={review.language}
                tone={TONES[name] ?? "plain"}
                withEvidence={withEvidence}
                onRow={onRow}
              />
            ))}
          </ul>
        </section>
      ))}
      <div className="not-printed px-4 py-2">
        <button
          type="button"
          aria-pressed={withEvidence}
          onClick={() => setWithEvidence(!withEvidence)}
          className="min-h-11 text-brand text-xs underline md:min-h-6"
        >
          {t("evidence")}
        </button>
      </div>
    </>
  );
}
