import { isOfSignIn, ProblemError, UnreachableError } from "@/api/client";

/** The server did not decide: nothing is wrong with what was asked, and it is asked again. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof UnreachableError || (error instanceof ProblemError && isOfSignIn(error));
}

/** The first attempt of the same request is still being written. */
export function isInFlight(error: unknown): boolean {
  return error instanceof ProblemError && error.is("request-in-flight");
}
