import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useHoldSending } from "@/features/day";
import { onOtherTabs } from "./device";
import { goTo, SIGN_IN_PATH } from "./leaving";
import { meQuery } from "./me";

/** Follow who is here when that changes in another tab of the browser, which all tabs share. */
export function useOtherTabs(): void {
  const queries = useQueryClient();
  const sending = useHoldSending();
  useEffect(
    () =>
      onOtherTabs((name) => {
        const known = queries.getQueryData(meQuery.queryKey);
        if (!known || name === known.user_name) return;
        void sending.hold();
        if (known.sign_in !== "demo") {
          goTo(name ? "/" : SIGN_IN_PATH);
          return;
        }
        queries.removeQueries({ queryKey: ["day"] });
        queries.setQueryData(meQuery.queryKey, { ...known, user_name: name });
        void queries.invalidateQueries({ queryKey: meQuery.queryKey });
      }),
    [queries, sending],
  );
}
