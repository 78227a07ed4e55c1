import type { ReactNode } from "react";
import { ProblemError } from "@/api/client";
import type { Day } from "@/api/types";
import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import type { Countdown } from "@/components/useCountdown";
import { useMay } from "@/features/identity";
import { useTranslation } from "@/formats/useTranslation";
import { ReviewFoot } from "./ReviewFoot";
import { ReviewHead } from "./ReviewHead";
import { ReviewSections } from "./ReviewSections";
import type { Row } from "./rows";
import { useReview } from "./useReview";
import { Writing } from "./Writing";
import "./print.css";

interface Props {
  day: Day;
  customerCode: string | null;
  onRow: (row: Row) => void;
}

/** A review with what can be done with it, or how far it is, or why there is none. */
export default function ReviewContent({ day, customerCode, onRow }: Props) {
  const { t } = useTranslation("reviews");
  const { review, step, error, wait, write } = useReview(day, customerCode);
  const isWritten = useMay("review") && day.mode === "live";
  const isOld = review?.figures_changed ?? false;
  const progress = step === "begun" ? null : step;
  const again = isWritten && (
    <Button
      look={isOld ? "primary" : "plain"}
      busy={step !== null}
      disabled={wait.seconds > 0}
      // What is kept of these figures is good enough where they are others, or a model is late.
      onClick={() => write(review !== null && !isOld && !review.retry_offered)}
      className="not-printed shrink-0"
    >
      {t(review ? (review.retry_offered && !isOld ? "tryAgain" : "writeAgain") : "write")}
    </Button>
  );
  const failure = step === null && <Failure error={error} wait={wait} />;
  if (!review) {
    if (step !== null) return <Writing step={progress} />;
    return (
      <div className="grid justify-items-start gap-4 px-4 py-5">
        <div className="w-full *:rounded-lg empty:hidden">{failure}</div>
        {!error && <NoReview day={day} />}
        {again}
      </div>
    );
  }
  return (
    <>
      <ReviewHead review={review} date={day.date} isOld={isOld} action={again} />
      {failure}
      {step !== null && <Writing step={progress} short />}
      <Scrolling label={t("text")}>
        <ReviewSections review={review} onRow={onRow} />
      </Scrolling>
      <ReviewFoot key={review.review_id} review={review} day={day} />
    </>
  );
}

/** For whoever cannot have one written. */
function NoReview({ day }: { day: Day }) {
  const { t } = useTranslation("reviews");
  const mayReview = useMay("review");
  if (day.mode === "historical") return <p className="text-mute">{t("noneSaved")}</p>;
  return mayReview ? null : <p className="text-mute">{t("noneWritten")}</p>;
}

function Scrolling({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className="min-h-0 flex-1 overflow-y-auto overscroll-contain -outline-offset-2"
    >
      {children}
    </section>
  );
}

interface FailureProps {
  error: Error | null;
  wait: Countdown;
}

/** Why there is no newer review; a wait counts down, and says nothing any more once it is over. */
function Failure({ error, wait }: FailureProps) {
  const { t } = useTranslation("reviews");
  if (!error) return null;
  if (!(error instanceof ProblemError)) {
    return (
      <Notice tone="amber" role="alert">
        {t("unreachable")}
      </Notice>
    );
  }
  if (error.is("too-soon")) {
    if (wait.seconds === 0) return null;
    return (
      <Notice tone="amber" role="alert">
        {/* Said once; a timer's ticks are not read out. */}
        <span role="timer">{t("wait", { seconds: wait.seconds })}</span>
      </Notice>
    );
  }
  return (
    <Notice tone="red" role="alert">
      {error.message}
    </Notice>
  );
}
