import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, client } from "@/api/client";
import { useHoldSending } from "@/features/day";
import { makeItNobodys } from "./device";
import { goTo, SIGN_IN_PATH } from "./leaving";

/**
 * Sign out, here or everywhere. What is shown goes with it; entries that are not sent yet stay on
 * the device under the name of whoever made them, and are sent for nobody else.
 */
export function useSignOut() {
  const queries = useQueryClient();
  const sending = useHoldSending();
  return useMutation({
    mutationFn: async (where: "here" | "everywhere") => {
      await sending.hold();
      return answerOf(
        where === "here" ? client.POST("/api/sign-out") : client.POST("/api/sign-out/everywhere"),
      );
    },
    onError: sending.release,
    onSuccess: ({ provider_sign_out: provider }) => {
      makeItNobodys();
      queries.clear();
      goTo(provider ?? SIGN_IN_PATH);
    },
  });
}
