declare global {
  interface Window {
    /**
     * Answers by address to what `public/first.js` asked while the page was on its way; null where
     * the page has asked by now, so that no answer from before is taken for news.
     */
    firstAnswers?: Map<string, Promise<Response> | null>;
  }
}

/** `fetch`, except that a question that was asked already is not asked again. */
export function fetchOrTake(request: Request): Promise<Response> {
  // After a change every answer from before it is old.
  if (request.method !== "GET") delete window.firstAnswers;
  const answers = window.firstAnswers;
  if (!answers) return fetch(request);
  const early = answers.get(request.url);
  answers.set(request.url, null);
  return early ? early.catch(() => fetch(request)) : fetch(request);
}
