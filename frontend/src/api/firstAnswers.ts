declare global {
  interface Window {
    /** Answers by address to what `public/first.js` asked while the page was on its way. */
    firstAnswers?: Map<string, Promise<Response>>;
  }
}

/** `fetch`, except that a question that was asked already is not asked again. */
export function fetchOrTake(request: Request): Promise<Response> {
  const answers = window.firstAnswers;
  const early = request.method === "GET" ? answers?.get(request.url) : undefined;
  if (!early) return fetch(request);
  answers?.delete(request.url);
  return early.catch(() => fetch(request));
}
