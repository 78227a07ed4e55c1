import { useEffect, useState } from "react";
import type { Me } from "@/api/types";
import { takeReturn } from "./device";
import { goTo } from "./leaving";

/**
 * Whether the page is being left for where its user was before signing in. A sign-in with the
 * company's account ends at "/" and knows no more than that.
 */
export function useWayBack(me: Me | undefined): boolean {
  const [back, setBack] = useState<string | null>(null);
  const userName = me?.sign_in === "oidc" ? me.user_name : null;
  useEffect(() => {
    const { pathname, search } = window.location;
    if (userName === null || pathname !== "/" || search) return;
    setBack(takeReturn(userName));
  }, [userName]);
  useEffect(() => {
    if (back) goTo(back);
  }, [back]);
  return back !== null;
}
