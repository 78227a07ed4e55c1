import { queryOptions, useQuery } from "@tanstack/react-query";
import { answerOf, client, retryWhileUnreachable } from "@/api/client";
import type { Permission } from "@/api/types";
import { makeItTheirs } from "./device";

const EACH_MINUTE = 60_000;

/**
 * Who is here and what they may; asked for before anything of theirs is drawn, and each minute, so
 * that every page is left when the session is over.
 */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: async () => {
    const me = await answerOf(client.GET("/api/me"));
    makeItTheirs(me.user_name);
    return me;
  },
  staleTime: 5 * 60_000,
  refetchInterval: (query) =>
    retryWhileUnreachable(query) ||
    (query.state.data && query.state.data.sign_in !== "demo" ? EACH_MINUTE : false),
});

/**
 * Whether to offer what needs `permission`. The server decides; this only saves people a refusal.
 * Who is here is asked once, where the page begins.
 */
export function useMay(permission: Permission): boolean {
  const me = useQuery({ ...meQuery, enabled: false }).data;
  return me === undefined || me.permissions.includes(permission);
}
