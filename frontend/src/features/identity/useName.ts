import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { answerOf, client } from "@/api/client";
import { useHoldSending } from "@/features/day";
import { deploymentQuery } from "@/features/selection";

/** Tells other tabs of the same browser, which share the name, that it changed. */
const CHANGED = "user-name";

/**
 * Take another name on this device. Nothing is sent from before the change until it has succeeded
 * or failed: what was entered under one name is never sent under another.
 */
export function useName() {
  const queries = useQueryClient();
  const sending = useHoldSending();
  return useMutation({
    mutationFn: async (name: string) => {
      await sending.hold();
      return answerOf(client.PUT("/api/me", { body: { user_name: name } }));
    },
    onError: sending.release,
    onSuccess: ({ user_name }) => {
      window.localStorage.setItem(CHANGED, user_name);
      queries.removeQueries({ queryKey: ["day"] });
      queries.setQueryData(deploymentQuery.queryKey, (known) => known && { ...known, user_name });
    },
  });
}

/** Follow a name that was changed in another tab. */
export function useNameOfOtherTabs(): void {
  const queries = useQueryClient();
  const sending = useHoldSending();
  useEffect(() => {
    const follow = ({ key, newValue: name }: StorageEvent) => {
      const known = queries.getQueryData(deploymentQuery.queryKey);
      if (key !== CHANGED || !name || name === known?.user_name) return;
      void sending.hold();
      queries.removeQueries({ queryKey: ["day"] });
      queries.setQueryData(
        deploymentQuery.queryKey,
        (known) => known && { ...known, user_name: name },
      );
    };
    window.addEventListener("storage", follow);
    return () => window.removeEventListener("storage", follow);
  }, [queries, sending]);
}
