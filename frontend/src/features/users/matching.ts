import type { User } from "@/api/types";

/** Those in whose name, role, routes or territories every word of the text is found. */
export function matching(
  users: readonly User[],
  text: string,
  roleName: (user: User) => string,
): User[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return users.filter((user) => {
    const told = [user.user_name, roleName(user), ...user.routes, ...user.territories]
      .join(" ")
      .toLowerCase();
    return words.every((word) => told.includes(word));
  });
}
