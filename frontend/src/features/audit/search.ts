/** What of the trail is looked for, as the address says it; what is not there narrows nothing. */
export interface Search {
  user_name?: string;
  action?: string;
  route_code?: string;
  first_date?: string;
  last_date?: string;
  text?: string;
}

export const PARTS = [
  "user_name",
  "action",
  "route_code",
  "first_date",
  "last_date",
  "text",
] as const satisfies readonly (keyof Search)[];

export function searchIn(address: string): Search {
  const said = new URLSearchParams(address);
  return cleaned(Object.fromEntries(PARTS.map((part) => [part, said.get(part) ?? ""])));
}

/** Without what is empty. */
export function cleaned(search: Search): Search {
  return Object.fromEntries(
    PARTS.map((part) => [part, search[part]?.trim()] as const).filter(([, value]) => value),
  );
}

/** What stands behind the question mark; empty where nothing narrows. */
export function addressOf(search: Search): string {
  return new URLSearchParams(cleaned(search) as Record<string, string>).toString();
}
