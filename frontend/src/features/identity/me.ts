import { queryOptions, useQuery } from "@tanstack/react-query";
import { answerOf, client, retryWhileUnreachable } from "@/api/client";
import type { Me, Permission } from "@/api/types";

/** Who is signed in here, and what they may. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: (): Promise<Me> => answerOf(client.GET("/api/me")),
  staleTime: 5 * 60_000,
  refetchInterval: retryWhileUnreachable,
});

/**
 * Whether to offer what needs `permission`. The server decides; this only saves people a refusal.
 * Who is signed in is asked once, where the page begins.
 */
export function useMay(permission: Permission): boolean {
  const me = useQuery({ ...meQuery, enabled: false }).data;
  return me === undefined || me.permissions.includes(permission);
}
