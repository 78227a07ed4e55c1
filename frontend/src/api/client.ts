import createClient from "openapi-fetch";
import { isByItself } from "./byItself";
import { fetchOrTake } from "./firstAnswers";
import type { components, paths } from "./schema";
import { signedFetch } from "./signedFetch";

export type Problem = components["schemas"]["Problem"];

/** The server refused: `problem` says why, in a sentence that a person can act on. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = "ProblemError";
    this.problem = problem;
  }

  is(slug: string): boolean {
    return this.problem.type.endsWith(`/${slug}`);
  }
}

/** The server did not answer, or is out of order: worth trying again. */
export class UnreachableError extends Error {
  constructor(cause?: unknown) {
    super("The server cannot be reached.", { cause });
    this.name = "UnreachableError";
  }
}

/** Announced maintenance is on: nothing can be changed until it ends. */
export class MaintenanceError extends UnreachableError {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem);
    this.name = "MaintenanceError";
    this.message = problem.detail;
    this.problem = problem;
  }
}

const MAINTENANCE = "maintenance";

/** Calls `act` whenever a change is refused because of maintenance, until the returned is called. */
export function onMaintenance(act: () => void): () => void {
  window.addEventListener(MAINTENANCE, act);
  return () => window.removeEventListener(MAINTENANCE, act);
}

/** The window is told under these names; whoever draws the page decides what to do. */
export const SIGN_IN_REQUIRED = "sign-in-required";
export const SOMEBODY_ELSE = "somebody-else-signed-in";

export const client = createClient<paths>({
  baseUrl: window.location.origin,
  fetch: signedFetch(fetchOrTake, {
    signInRequired: (userName) =>
      window.dispatchEvent(new CustomEvent(SIGN_IN_REQUIRED, { detail: userName })),
    somebodyElse: () => window.dispatchEvent(new Event(SOMEBODY_ELSE)),
  }),
});

// The page's language, which need not be the browser's.
client.use({
  onRequest({ request }) {
    const { lang } = document.documentElement;
    if (lang) request.headers.set("Accept-Language", lang);
    // Only what a person does keeps a session open.
    if (isByItself()) request.headers.set("X-By-Itself", "true");
  },
});

const NO_CONTENT = 204;

/**
 * What a call answered; throws ProblemError when refused, UnreachableError when out of order, of
 * which maintenance is a kind: worth trying again when it has ended.
 */
export async function answerOf<Body>(
  call: Promise<{ data?: Body; error?: unknown; response: Response }>,
): Promise<Body> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    throw new UnreachableError(cause);
  });
  if (response.ok && data !== undefined) return data;
  if (response.status === NO_CONTENT) return undefined as Body;
  if (isProblem(error) && error.type === "/problems/maintenance") {
    window.dispatchEvent(new Event(MAINTENANCE));
    throw new MaintenanceError(error);
  }
  if (response.status >= 500 || !isProblem(error)) throw new UnreachableError(error);
  throw new ProblemError(error);
}

function isProblem(error: unknown): error is Problem {
  return typeof error === "object" && error !== null && "type" in error && "detail" in error;
}

/** It is not certain any more who is here: nothing is to be sent, and nothing is lost. */
export function isOfSignIn(error: ProblemError): boolean {
  return error.is("sign-in-required") || error.is("cross-site-request");
}

const TRY_AGAIN_AFTER = 5_000;

/** For a query's `refetchInterval`: an unanswered question is asked again by itself. */
export function retryWhileUnreachable(query: { state: { error: Error | null } }): number | false {
  return query.state.error instanceof UnreachableError ? TRY_AGAIN_AFTER : false;
}
