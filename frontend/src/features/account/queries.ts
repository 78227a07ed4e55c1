import { queryOptions } from "@tanstack/react-query";
import { answerOf, client, retryWhileUnreachable } from "@/api/client";

export const devicesQuery = queryOptions({
  queryKey: ["account", "devices"],
  queryFn: () => answerOf(client.GET("/api/me/sessions")),
  refetchInterval: retryWhileUnreachable,
});

export const tokensQuery = queryOptions({
  queryKey: ["account", "tokens"],
  queryFn: () => answerOf(client.GET("/api/me/tokens")),
  refetchInterval: retryWhileUnreachable,
});
