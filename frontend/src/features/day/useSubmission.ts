import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { MaintenanceError, ProblemError, UnreachableError } from "@/api/client";

const TRIES = 4;
const FIRST_PAUSE = 500;

/** What a change of the day that all share carries along. */
export interface Guard {
  "if-match": string;
  "idempotency-key": string;
}

interface Submission<Asked, Answer> {
  /** The version that the request is meant for. */
  versionTag: string;
  send: (asked: Asked, guard: Guard) => Promise<Answer>;
  /** Called although the dialog that asked may be gone by then. */
  onDone: (answer: Answer) => void | Promise<void>;
  /** What the request was about is not as it was believed to be. */
  onRefused?: (error: ProblemError) => void;
}

/**
 * Change what all share of a day: save, merge, reopen. The same request keeps its idempotency key
 * until it is answered, through repeats by itself and by hand, so that a repeat after a lost answer
 * gets the first one. Another request, or one meant for another version, has another key.
 */
export function useSubmission<Asked, Answer>(submission: Submission<Asked, Answer>) {
  const { versionTag, send, onDone, onRefused } = submission;
  const last = useRef<{ request: string; guard: Guard } | null>(null);
  const mutation = useMutation({
    retry: (failures, error) => isWorthRepeating(error) && failures < TRIES,
    retryDelay: (attempt) => FIRST_PAUSE * 2 ** attempt,
    // The guard comes along: a repeat is the same request, whatever the day has become meanwhile.
    mutationFn: ({ asked, guard }: { asked: Asked; guard: Guard }) => send(asked, guard),
    onSuccess: async (answer) => {
      last.current = null;
      await onDone(answer);
    },
    onError: (error) => {
      if (error instanceof ProblemError) onRefused?.(error);
    },
  });
  function submit(asked: Asked): void {
    const request = JSON.stringify([versionTag, asked]);
    if (last.current?.request !== request) {
      const guard = { "if-match": versionTag, "idempotency-key": crypto.randomUUID() };
      last.current = { request, guard };
    }
    mutation.mutate({ asked, guard: last.current.guard });
  }
  const { error, isPending, failureCount, reset } = mutation;
  return { submit, error, isPending, isRetrying: isPending && failureCount > 0, reset };
}

/** No answer came, or the first attempt is still being written. */
function isWorthRepeating(error: Error): boolean {
  return (
    (error instanceof UnreachableError && !(error instanceof MaintenanceError)) ||
    (error instanceof ProblemError && error.is("request-in-flight"))
  );
}
