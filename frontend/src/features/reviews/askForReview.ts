import { answerOf, client, UnreachableError } from "@/api/client";
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

interface Looking {
  language: Language;
  /** Better a review in another language than none: one cannot be written any more. */
  orAnother: boolean;
  /** One is shown already: does it still hold? */
  recheck: boolean;
}

/**
 * The newest review of a target, rather one of the figures of now; of a saved day the one that was
 * saved with it. Null where there is none.
 */
export async function newestReview(target: Target, looking: Looking): Promise<Review | null> {
  const { language, orAnother, recheck } = looking;
  const newest = await newestIn(target, { language, recheck });
  return newest || !orAnother ? newest : newestIn(target, {});
}

async function newestIn(
  target: Target,
  query: { language?: Language; recheck?: boolean },
): Promise<Review | null> {
  const path = dayPath(target.day);
  const { customerCode } = target;
  const newest: Review | undefined = await answerOf(
    customerCode === null
      ? client.GET("/api/days/{route_code}/{date}/review", { params: { path, query } })
      : client.GET("/api/days/{route_code}/{date}/customers/{customer_code}/review", {
          params: { path: { ...path, customer_code: customerCode }, query },
        }),
  );
  return newest ?? null;
}
