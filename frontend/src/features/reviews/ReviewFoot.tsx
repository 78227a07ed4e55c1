import { useState } from "react";
import type { Day, Review } from "@/api/types";
import { Button } from "@/components/Button";
import { copyText } from "@/components/copyText";
import { useMay } from "@/features/identity";
import { useTranslation } from "@/formats/useTranslation";
import { Feedback } from "./Feedback";
import { plainText } from "./plainText";
import { useFigure } from "./useFigure";
import { useWrittenBy } from "./useWrittenBy";

/** What was left out of the review, and what can be done with the rest of it. */
export function ReviewFoot({ review, day }: { review: Review; day: Day }) {
  const { t } = useTranslation("reviews");
  const mayJudge = useMay("review");
  return (
    <footer className="border-line border-t px-4 py-2">
      {review.dropped_points > 0 && (
        <p className="mb-1 text-mute text-xs">{t("leftOut", { count: review.dropped_points })}</p>
      )}
      <div className="not-printed flex flex-wrap items-start gap-2">
        {mayJudge && <Feedback review={review} day={day} />}
        <Copy review={review} day={day} />
        <Button onClick={() => window.print()}>{t("print")}</Button>
      </div>
    </footer>
  );
}

function Copy({ review, day }: { review: Review; day: Day }) {
  const { t } = useTranslation("reviews");
  const [isCopied, setCopied] = useState<boolean | null>(null);
  const figure = useFigure();
  const { analyst, when, cost } = useWrittenBy(review, day.date);
  const customer = day.state.customers[review.target.customer_code ?? ""];
  const of = customer?.customer_name ?? `${day.route.route_code} ${day.route.route_name}`;

  async function copy(): Promise<void> {
    const head = [
      `${t(customer ? "customerReview" : "routeReview")}: ${of}, ${day.date}`,
      `${analyst} · ${when} · ${cost}`,
    ];
    const titleOf = (section: string) => t(`section.${section}`);
    setCopied(await copyText(plainText(review, { head, titleOf, figure })));
  }

  return (
    <>
      <Button className="ms-auto" onClick={() => void copy()}>
        {t(isCopied ? "copied" : "copy")}
      </Button>
      <span role="status" className="sr-only">
        {isCopied && t("copied")}
      </span>
      {isCopied === false && (
        <p role="alert" className="order-last w-full text-red text-xs">
          {t("notCopied")}
        </p>
      )}
    </>
  );
}
