import type { components } from "./schema";

type Me = components["schemas"]["Me"];
type Send = (request: Request) => Promise<Response>;

/** What a page must hear of whose it is. */
export interface Listeners {
  /** Nobody is signed in any more, or yet; `userName`: whose page it was. */
  signInRequired: (userName: string | null) => void;
  /** Somebody else signed in, in another tab of this browser: the page is not theirs. */
  somebodyElse: () => void;
}

const TOKEN_HEADER = "X-CSRF-Token";
const LOOKING = ["GET", "HEAD"];
const ME = "/api/me";

/**
 * `fetch` for whoever is signed in: each change carries the token that `/api/me` told. Where the
 * token is not valid any more, it is read once anew and the change repeated, unless meanwhile
 * somebody else is signed in: what one entered is never sent in the name of another.
 */
export function signedFetch(send: Send, listeners: Listeners): Send {
  let known: Me | null = null;

  async function sendAs(request: Request): Promise<Response> {
    if (known?.csrf_token && !LOOKING.includes(request.method)) {
      request.headers.set(TOKEN_HEADER, known.csrf_token);
    }
    const answer = await send(request);
    if (await isProblem(answer, "sign-in-required")) {
      listeners.signInRequired(known?.user_name ?? null);
    } else if (answer.ok && new URL(request.url).pathname === ME) {
      await hearOf(answer.clone());
    }
    return answer;
  }

  async function hearOf(answer: Response): Promise<void> {
    const now = (await answer.json()) as Me;
    const isElse = known !== null && known.user_name !== now.user_name;
    if (isElse && now.sign_in !== "demo") listeners.somebodyElse();
    else known = now;
  }

  return async (request) => {
    const again = LOOKING.includes(request.method) ? null : request.clone();
    const answer = await sendAs(request);
    if (!again || !(await isProblem(answer, "cross-site-request"))) return answer;
    const before = known;
    const looked = await sendAs(new Request(new URL(ME, request.url)));
    return looked.ok && known !== before ? sendAs(again) : answer;
  };
}

async function isProblem(answer: Response, slug: string): Promise<boolean> {
  if (answer.status !== 401 && answer.status !== 403) return false;
  const told: unknown = await answer
    .clone()
    .json()
    .catch(() => null);
  return (
    typeof told === "object" &&
    told !== null &&
    "type" in told &&
    `${told.type}`.endsWith(`/${slug}`)
  );
}
