import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { ProblemError, retryWhileUnreachable } from "@/api/client";
import type { Day, Review, ReviewProgress } from "@/api/types";
import { type Countdown, useCountdown } from "@/components/useCountdown";
import { useMay } from "@/features/identity";
import { useLanguage } from "@/formats/useTranslation";
import { askForReview, type Language, newestReview, type Target } from "./askForReview";

interface Asked {
  again: boolean;
  /** The figures that it is written from, as the page knows them. */
  mark: string;
}

export interface ReviewInHand {
  /** Null where there is none, or none yet. */
  review: Review | null;
  /** How far the one that is being written is; null while nobody writes. */
  step: ReviewProgress | "begun" | null;
  /** Why there is no review, or no newer one. */
  error: Error | null;
  /** Until the next may be asked for. */
  wait: Countdown;
  /** Ask again; `anew`: even where one of these figures is kept. */
  write: (anew: boolean) => void;
}

/**
 * The newest review, looked up as it is opened and whenever the figures change. Only where there is
 * none of a live day in the page's language is one asked for, by who may; a newer one is, on request.
 */
export function useReview(day: Day, customerCode: string | null): ReviewInHand {
  const queries = useQueryClient();
  const language: Language = useLanguage().startsWith("ar") ? "ar" : "en";
  const isWritten = useMay("review") && day.mode === "live";
  const target: Target = {
    day: { routeCode: day.route.route_code, date: day.date },
    customerCode,
  };
  const mark = markOf(day);
  const [openedAt] = useState(mark);
  const key = ["review", day.mode, day.route.route_code, day.date, customerCode, language];
  const newest = useQuery({
    queryKey: [...key, mark],
    queryFn: () =>
      newestReview(target, { language, orAnother: !isWritten, recheck: mark !== openedAt }),
    refetchInterval: retryWhileUnreachable,
    // Somebody else may have had one written meanwhile.
    refetchOnMount: "always",
    refetchOnWindowFocus: false,
  });

  const wait = useCountdown();
  const [step, setStep] = useState<ReviewProgress | null>(null);
  // Goes on where the panel is closed meanwhile: what is written is there when it opens again.
  const asking = useMutation({
    mutationFn: ({ again }: Asked) => askForReview(target, { language, again, onStep: setStep }),
    onSuccess: async (review, asked) => {
      queries.setQueryData<Review | null>([...key, asked.mark], review);
      if (asked.mark === mark) return;
      // The figures changed while it was written.
      await queries.invalidateQueries({ queryKey: [...key, mark] });
    },
    onError: (error) => {
      if (error instanceof ProblemError && error.is("too-soon")) {
        wait.start(error.problem.retry_after ?? 1);
      }
    },
    onSettled: () => {
      setStep(null);
      isAsking.current = false;
    },
  });
  // Several clicks may come before the first is drawn.
  const isAsking = useRef(false);
  const { mutate } = asking;
  const write = useCallback(
    (anew: boolean) => {
      if (isAsking.current) return;
      isAsking.current = true;
      mutate({ again: anew, mark });
    },
    [mutate, mark],
  );

  const isNone = newest.data === null && newest.isFetchedAfterMount;
  const isWanted = isWritten && isNone && asking.isIdle;
  useEffect(() => {
    if (isWanted) write(false);
  }, [isWanted, write]);

  const review = useLastKnown(newest.data);
  const isWriting =
    asking.isPending || isWanted || (review === null && newest.isFetching && !newest.error);
  return {
    review,
    step: isWriting ? (step ?? "begun") : null,
    error: asking.error ?? (review ? null : newest.error),
    wait,
    write,
  };
}

/** The answer; until there is one for the figures of now, the one before. */
function useLastKnown(answer: Review | null | undefined): Review | null {
  const [known, setKnown] = useState<Review | null>(null);
  if (answer !== undefined && answer !== known) setKnown(answer);
  return answer === undefined ? known : answer;
}

/** Differs where what the page knows of the day's figures does. */
function markOf(day: Day): string {
  const { actuals_received_at: fed } = day.plan.freshness;
  return [day.draft?.base_version, day.draft?.revision, fed].join("|");
}
