const KEY = "recent-routes";
const MOST = 5;

/** Codes of the routes opened on this device, the latest first. */
export function recentRoutes(storage: Pick<Storage, "getItem">): string[] {
  return JSON.parse(storage.getItem(KEY) ?? "[]") as string[];
}

export function rememberRoute(
  storage: Pick<Storage, "getItem" | "setItem">,
  routeCode: string,
): void {
  const others = recentRoutes(storage).filter((code) => code !== routeCode);
  storage.setItem(KEY, JSON.stringify([routeCode, ...others].slice(0, MOST)));
}
