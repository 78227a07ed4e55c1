import { queryOptions } from "@tanstack/react-query";
import { answerOf, client, retryWhileUnreachable } from "@/api/client";

/** How one signs in here; answered to anybody. */
export const signInQuery = queryOptions({
  queryKey: ["sign-in"],
  queryFn: () => answerOf(client.GET("/api/sign-in")),
  refetchInterval: retryWhileUnreachable,
});
