import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answerOf, client, retryWhileUnreachable } from "@/api/client";

export const deploymentQuery = queryOptions({
  queryKey: ["deployment"],
  queryFn: () => answerOf(client.GET("/api/deployment")),
  staleTime: 5 * 60_000,
  refetchInterval: retryWhileUnreachable,
});

export const routesQuery = queryOptions({
  queryKey: ["routes"],
  queryFn: () => answerOf(client.GET("/api/routes")),
  staleTime: 5 * 60_000,
  refetchInterval: retryWhileUnreachable,
});

export function routeDatesQuery(routeCode: string) {
  return queryOptions({
    queryKey: ["route-dates", routeCode],
    queryFn: () =>
      answerOf(
        client.GET("/api/routes/{route_code}/dates", {
          params: { path: { route_code: routeCode } },
        }),
      ),
    refetchInterval: retryWhileUnreachable,
  });
}

export function customerSearchQuery(search: string) {
  return queryOptions({
    queryKey: ["customer-search", search],
    queryFn: () =>
      answerOf(client.GET("/api/customers", { params: { query: { search, limit: 20 } } })),
    placeholderData: keepPreviousData,
  });
}

export function itemSearchQuery(search: string) {
  return queryOptions({
    queryKey: ["item-search", search],
    queryFn: () => answerOf(client.GET("/api/items", { params: { query: { search, limit: 20 } } })),
    placeholderData: keepPreviousData,
  });
}
