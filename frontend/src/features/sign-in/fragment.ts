/** What brought somebody to this page, as the server wrote it behind the # of the address. */
export interface Fragment {
  /** Of a link to choose a password. */
  resetToken: string | null;
  problem: Problem | null;
}

/** Why signing in with the company's account came to nothing. */
export const PROBLEMS = [
  "unavailable",
  "not-completed",
  "not-confirmed",
  "not-begun-here",
  "disabled",
] as const;

export type Problem = (typeof PROBLEMS)[number];

export function readFragment(hash: string): Fragment {
  const said = new URLSearchParams(hash.replace(/^#/, ""));
  const told = said.get("sign-in-problem");
  return {
    resetToken: said.get("reset") || null,
    problem: told === null ? null : (PROBLEMS.find((one) => one === told) ?? "not-completed"),
  };
}
