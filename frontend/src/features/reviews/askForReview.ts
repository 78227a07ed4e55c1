import { answerOf, client, ProblemError, UnreachableError } from "@/api/client";
import type { Review, ReviewProgress } from "@/api/types";
import { type DayKey, dayPath } from "@/features/day";
import { eventsOf } from "./eventStream";
import type { OpenedReview } from "./openedReview";

export interface Target extends OpenedReview {
  day: DayKey;
}

export type Language = Review["language"];

interface Asking {
  language: Language;
  /** Written anew even where one of these figures is kept. */
  again: boolean;
  onStep: (step: ReviewProgress) => void;
}

/**
 * Have a review written, or get the one that is kept of these figures. Throws ProblemError
 * (`too-soon` with `retry_after`, `session-saved`) or UnreachableError.
 */
export async function askForReview(target: Target, asking: Asking): Promise<Review> {
  const { language, again, onStep } = asking;
  const options = {
    body: { language, again },
    headers: { accept: "text/event-stream" },
    parseAs: "stream",
  } as const;
  const path = dayPath(target.day);
  const { customerCode } = target;
  const body = await answerOf(
    customerCode === null
      ? client.POST("/api/days/{route_code}/{date}/review", { params: { path }, ...options })
      : client.POST("/api/days/{route_code}/{date}/customers/{customer_code}/review", {
          params: { path: { ...path, customer_code: customerCode } },
          ...options,
        }),
  );
  try {
    for await (const { event, data } of eventsOf(body as ReadableStream<Uint8Array>)) {
      if (event === "progress") onStep(JSON.parse(data) as ReviewProgress);
      if (event === "review") return JSON.parse(data) as Review;
    }
  } catch (broken) {
    throw new UnreachableError(broken);
  }
  throw new UnreachableError();
}

/** The newest review of a target; of a saved day the one that was saved with it. */
export async function newestReview(target: Target, language: Language): Promise<Review> {
  const newest = await newestIn(target, undefined);
  if (newest.language === language) return newest;
  return newestIn(target, language).catch((error: unknown) => {
    // Better a review in another language than none.
    if (error instanceof ProblemError && error.is("review-not-found")) return newest;
    throw error;
  });
}

function newestIn(target: Target, language: Language | undefined): Promise<Review> {
  const path = dayPath(target.day);
  const query = language ? { language } : {};
  const { customerCode } = target;
  return answerOf(
    customerCode === null
      ? client.GET("/api/days/{route_code}/{date}/review", { params: { path, query } })
      : client.GET("/api/days/{route_code}/{date}/customers/{customer_code}/review", {
          params: { path: { ...path, customer_code: customerCode }, query },
        }),
  );
}
