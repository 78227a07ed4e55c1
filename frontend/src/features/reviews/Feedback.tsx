import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useRef, useState } from "react";
import { answerOf, client, ProblemError } from "@/api/client";
import type { Day, Review } from "@/api/types";
import { Button } from "@/components/Button";
import { dayPath } from "@/features/day";
import { useTranslation } from "@/formats/useTranslation";

const LONGEST_WORD = 200;

interface Judgement {
  helpful: boolean;
  word: string | null;
}

/** Did the review help? A thumb is enough; a word about why is welcome. */
export function Feedback({ review, day }: { review: Review; day: Day }) {
  const { t } = useTranslation("reviews");
  const [word, setWord] = useState("");
  const wordId = useId();
  const thumbs = useRef<HTMLSpanElement>(null);
  const judge = useMutation({
    mutationFn: (judged: Judgement) => send(review, day, judged),
    onSuccess: (_, { word }) => {
      // The field goes; the focus must not go with it.
      if (word) thumbs.current?.querySelector<HTMLElement>("[aria-pressed=true]")?.focus();
    },
  });
  const said = judge.isPending || judge.isSuccess ? judge.variables : null;
  const isComplete = judge.isSuccess && said?.word !== null;

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    if (said && word.trim()) judge.mutate({ helpful: said.helpful, word: word.trim() });
  }

  return (
    <>
      <span ref={thumbs} className="flex gap-2">
        {([true, false] as const).map((helpful) => (
          <Button
            key={String(helpful)}
            aria-label={t(helpful ? "helpful" : "unhelpful")}
            aria-pressed={said?.helpful === helpful}
            title={t(helpful ? "helpful" : "unhelpful")}
            className={`min-w-11 md:min-w-9 ${said?.helpful === helpful ? "border-brand! bg-brand-soft!" : ""}`}
            onClick={() => judge.mutate({ helpful, word: null })}
          >
            <Thumb down={!helpful} />
          </Button>
        ))}
      </span>
      {judge.error && (
        <p role="alert" className="order-last w-full text-red text-xs">
          {judge.error instanceof ProblemError ? judge.error.message : t("unreachable")}
        </p>
      )}
      {said && !isComplete && (
        <form onSubmit={onSubmit} className="order-last flex w-full items-center gap-2">
          <label htmlFor={wordId} className="sr-only">
            {t("why")}
          </label>
          <input
            id={wordId}
            value={word}
            maxLength={LONGEST_WORD}
            placeholder={t("why")}
            onChange={(event) => setWord(event.target.value)}
            className="h-11 min-w-0 flex-1 rounded-xl border border-line bg-field px-3 placeholder:text-mute md:h-9"
          />
          <Button type="submit" busy={judge.isPending} disabled={!word.trim()}>
            {t("send")}
          </Button>
        </form>
      )}
      <p role="status" className={isComplete ? "order-last w-full text-mute text-xs" : "sr-only"}>
        {judge.isSuccess && t("thanks")}
      </p>
    </>
  );
}

function Thumb({ down }: { down: boolean }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      className={`size-4.5 fill-none stroke-2 stroke-current ${down ? "rotate-180" : ""}`}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d="M7 10.5V21M7 10.5 11.2 3a2.4 2.4 0 0 1 2.6 3L13 10h6a2 2 0 0 1 2 2.5l-1.9 7A2 2 0 0 1 17.2 21H4a1.5 1.5 0 0 1-1.5-1.5V12A1.5 1.5 0 0 1 4 10.5Z" />
    </svg>
  );
}

async function send(review: Review, day: Day, { helpful, word }: Judgement): Promise<void> {
  const path = dayPath({ routeCode: day.route.route_code, date: day.date });
  const body = { review_id: review.review_id, helpful, word };
  const { customer_code: customer } = review.target;
  await answerOf(
    customer === null
      ? client.POST("/api/days/{route_code}/{date}/review/feedback", { params: { path }, body })
      : client.POST("/api/days/{route_code}/{date}/customers/{customer_code}/review/feedback", {
          params: { path: { ...path, customer_code: customer } },
          body,
        }),
  );
}
