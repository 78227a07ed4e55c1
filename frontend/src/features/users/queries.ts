import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { answerOf, client, retryWhileUnreachable } from "@/api/client";
import type { User } from "@/api/types";

export const usersQuery = queryOptions({
  queryKey: ["users"],
  queryFn: () => answerOf(client.GET("/api/users")),
  refetchInterval: retryWhileUnreachable,
});

/** The tokens for programs that one user made. */
export function userTokensQuery(userName: string) {
  return queryOptions({
    queryKey: ["users", userName, "tokens"],
    queryFn: () =>
      answerOf(
        client.GET("/api/users/{user_name}/tokens", { params: { path: { user_name: userName } } }),
      ),
    refetchInterval: retryWhileUnreachable,
  });
}

/** Put what the server said of one user into the list, which stays by name. */
export function putUser(queries: QueryClient, user: User): void {
  queries.setQueryData(usersQuery.queryKey, (known) =>
    [...(known ?? []).filter((one) => one.user_name !== user.user_name), user].sort((one, other) =>
      one.user_name.localeCompare(other.user_name),
    ),
  );
}

/** A link with which the user chooses a password; one made before ends. */
export function makeResetLink(userName: string) {
  return answerOf(
    client.POST("/api/users/{user_name}/reset-link", { params: { path: { user_name: userName } } }),
  );
}
