import type { Role } from "@/api/types";

/** Each may all that the one before may. */
export const ROLES: readonly Role[] = ["viewer", "supervisor", "manager", "administrator"];
