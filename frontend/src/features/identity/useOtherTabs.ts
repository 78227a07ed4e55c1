import { useEffect } from "react";
import type { Me } from "@/api/types";
import { useHoldSending } from "@/features/day";
import { onOtherTabs } from "./device";
import { goTo, SIGN_IN_PATH } from "./leaving";

/** Leave where somebody signed out, or another signed in, in another tab of the browser. */
export function useOtherTabs({ user_name: mine, sign_in: how }: Me): void {
  const sending = useHoldSending();
  useEffect(() => {
    if (how === "demo") return;
    return onOtherTabs((name) => {
      if (name === mine) return;
      void sending.hold();
      goTo(name ? "/" : SIGN_IN_PATH);
    });
  }, [mine, how, sending]);
}
