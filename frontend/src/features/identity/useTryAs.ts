import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { answerOf, client } from "@/api/client";
import type { Me, Role } from "@/api/types";
import { deviceStorage } from "@/components/DeviceStorage";
import { useHoldSending } from "@/features/day";
import { makeItTheirs } from "./device";
import { meQuery } from "./me";

/** Tells other tabs of the same browser, which are the same person, that somebody else is here. */
const CHANGED = "tried-as";

/**
 * Be somebody else on this device. Nothing is sent from before the change until it has succeeded
 * or failed: what was entered under one name is never sent under another.
 */
export function useTryAs() {
  const queries = useQueryClient();
  const sending = useHoldSending();
  return useMutation({
    mutationFn: async ({ name, role }: { name: string; role: Role }) => {
      await sending.hold();
      return answerOf(client.PUT("/api/me", { body: { user_name: name, role } }));
    },
    onError: sending.release,
    onSuccess: (me) => {
      makeItTheirs(me.user_name);
      deviceStorage.setItem(CHANGED, JSON.stringify(me));
      // Another name has queues of its own, which nothing holds.
      if (me.user_name === queries.getQueryData(meQuery.queryKey)?.user_name) sending.release();
      become(queries, me);
    },
  });
}

/** Follow on a demo who was tried in another tab. */
export function useTriedInOtherTabs(): void {
  const queries = useQueryClient();
  const sending = useHoldSending();
  useEffect(() => {
    const follow = ({ key, newValue }: StorageEvent) => {
      if (key !== CHANGED || !newValue) return;
      const me = JSON.parse(newValue) as Me;
      if (me.user_name !== queries.getQueryData(meQuery.queryKey)?.user_name) void sending.hold();
      become(queries, me);
    };
    window.addEventListener("storage", follow);
    return () => window.removeEventListener("storage", follow);
  }, [queries, sending]);
}

function become(queries: QueryClient, me: Me): void {
  queries.removeQueries({ queryKey: ["day"] });
  queries.setQueryData(meQuery.queryKey, me);
}
