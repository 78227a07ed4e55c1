import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { ProblemError, retryWhileUnreachable } from "@/api/client";
import type { Day, Review, ReviewProgress } from "@/api/types";
import { type Countdown, useCountdown } from "@/components/useCountdown";
import { useLanguage } from "@/formats/useTranslation";
import { askForReview, type Language, newestReview, type Target } from "./askForReview";

/** A review, and the figures that it was written from as the page knew them. */
interface Kept {
  review: Review;
  mark: string;
}

interface Asked {
  again: boolean;
  mark: string;
}

export interface ReviewInHand {
  review: Review | null;
  /** The figures have changed since it was written. */
  isOld: boolean;
  /** How far the one that is being written is; null while nobody writes. */
  step: ReviewProgress | "begun" | null;
  /** Why there is no review, or no newer one. */
  error: Error | null;
  /** Until the next may be asked for. */
  wait: Countdown;
  /** Ask again; `anew`: even where one of these figures is kept. */
  write: (anew: boolean) => void;
}

/** The review of a live day is asked for as it is opened; that of a saved day is only looked up. */
export function useReview(day: Day, customerCode: string | null): ReviewInHand {
  const queries = useQueryClient();
  const language: Language = useLanguage().startsWith("ar") ? "ar" : "en";
  const isLive = day.mode === "live";
  const target: Target = {
    day: { routeCode: day.route.route_code, date: day.date },
    customerCode,
  };
  const mark = markOf(day);
  const key = ["review", day.mode, day.route.route_code, day.date, customerCode, language];
  const kept = useQuery({
    queryKey: key,
    queryFn: async (): Promise<Kept> => ({ review: await newestReview(target, language), mark }),
    enabled: !isLive,
    refetchInterval: retryWhileUnreachable,
    refetchOnWindowFocus: false,
  });

  const wait = useCountdown();
  const [step, setStep] = useState<ReviewProgress | null>(null);
  // Goes on where the panel is closed meanwhile: what is written is there when it opens again.
  const asking = useMutation({
    mutationFn: ({ again }: Asked) => askForReview(target, { language, again, onStep: setStep }),
    onSuccess: (review, asked) => queries.setQueryData<Kept>(key, { review, mark: asked.mark }),
    onError: async (error) => {
      if (!(error instanceof ProblemError) || !error.is("too-soon")) return;
      wait.start(error.problem.retry_after ?? 1);
      if (queries.getQueryData(key)) return;
      // Rather the last one, marked as such, than nothing.
      await queries.prefetchQuery({
        queryKey: key,
        queryFn: async () => ({ review: await newestReview(target, language), mark }),
      });
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

  const inHand = kept.data ?? null;
  const isKnown = inHand?.mark === mark && !inHand.review.retry_offered;
  const isOpened = useRef(false);
  useEffect(() => {
    if (isOpened.current) return;
    isOpened.current = true;
    if (isLive && !isKnown) write(false);
  }, [isLive, isKnown, write]);

  const shown = useAsItStands(inHand, {
    key: [...key, mark],
    isMarked: isLive && inHand !== null && inHand.mark !== mark,
    newest: () => newestReview(target, language),
  });
  return {
    ...shown,
    step: asking.isPending || kept.isLoading ? (step ?? "begun") : null,
    error: asking.error ?? (inHand ? null : kept.error),
    wait,
    write,
  };
}

interface Standing {
  key: unknown[];
  /** The page has seen figures change since the review was written. */
  isMarked: boolean;
  newest: () => Promise<Review>;
}

/**
 * The review in hand and whether its figures have changed, which the server tells: an entry may
 * have been taken back. Where somebody has had a newer one written that still holds, it is that.
 */
function useAsItStands(
  inHand: Kept | null,
  { key, isMarked, newest }: Standing,
): Pick<ReviewInHand, "review" | "isOld"> {
  const { data } = useQuery({
    queryKey: ["review-now", inHand?.review.review_id, ...key],
    queryFn: newest,
    enabled: isMarked,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!inHand) return { review: null, isOld: false };
  const { review } = inHand;
  if (!isMarked || !data) return { review, isOld: review.figures_changed };
  return data.figures_changed ? { review, isOld: true } : { review: data, isOld: false };
}

/** Differs where what the page knows of the day's figures does. */
function markOf(day: Day): string {
  const { actuals_received_at: fed } = day.plan.freshness;
  return [day.draft?.base_version, day.draft?.revision, fed].join("|");
}
