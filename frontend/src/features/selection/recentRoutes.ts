import { storedJson } from "@/components/storedJson";

const KEY = "recent-routes";
const MOST = 5;

/** Codes of the routes opened on this device, the latest first. */
export function recentRoutes(storage: Pick<Storage, "getItem">): string[] {
  const kept = storedJson<unknown>(storage, KEY, []);
  return Array.isArray(kept) ? kept.filter((code) => typeof code === "string") : [];
}

export function rememberRoute(
  storage: Pick<Storage, "getItem" | "setItem">,
  routeCode: string,
): void {
  const others = recentRoutes(storage).filter((code) => code !== routeCode);
  storage.setItem(KEY, JSON.stringify([routeCode, ...others].slice(0, MOST)));
}

/** Those opened here before come first, the latest of them at the head; the rest as they were. */
export function recentFirst<Route extends { route_code: string }>(
  routes: readonly Route[],
  recent: readonly string[],
): Route[] {
  const place = ({ route_code }: Route) => {
    const found = recent.indexOf(route_code);
    return found < 0 ? recent.length : found;
  };
  return [...routes].sort((one, other) => place(one) - place(other));
}
