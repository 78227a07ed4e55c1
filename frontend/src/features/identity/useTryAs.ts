import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, client } from "@/api/client";
import type { Role } from "@/api/types";
import { useHoldSending } from "@/features/day";
import { makeItTheirs } from "./device";
import { meQuery } from "./me";

/**
 * On a demo, be somebody else. Nothing is sent from before the change until it has succeeded or
 * failed: what was entered under one name is never sent under another.
 */
export function useTryAs() {
  const queries = useQueryClient();
  const sending = useHoldSending();
  return useMutation({
    mutationFn: async (wanted: { user_name: string; role: Role }) => {
      await sending.hold();
      return answerOf(client.PUT("/api/me", { body: wanted }));
    },
    onError: sending.release,
    onSuccess: (me) => {
      makeItTheirs(me.user_name);
      const before = queries.getQueryData(meQuery.queryKey);
      if (before?.user_name === me.user_name) {
        sending.release();
        void queries.invalidateQueries();
      } else queries.removeQueries({ queryKey: ["day"] });
      queries.setQueryData(meQuery.queryKey, me);
    },
  });
}
