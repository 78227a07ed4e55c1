import { notifyManager, QueryClient } from "@tanstack/react-query";
import { ProblemError } from "./client";

/** What the page asked the server, and what it does about a question that failed. */
export function makeQueries(): QueryClient {
  // By itself it waits for a timer before it draws what became known. Meanwhile an entry that is no
  // longer on its way, and not in the drawn day yet, would flash back to what it was before.
  notifyManager.setScheduler(queueMicrotask);
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => !(error instanceof ProblemError) && failures < 2,
        refetchOnWindowFocus: true,
      },
    },
  });
}
