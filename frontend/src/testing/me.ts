import type { Me, Permission, Role } from "@/api/types";

const SUPERVISOR: Permission[] = ["view", "supervise", "review"];
const PERMISSIONS: Record<Role, Permission[]> = {
  viewer: ["view"],
  supervisor: SUPERVISOR,
  manager: [...SUPERVISOR, "reopen"],
  administrator: [
    ...SUPERVISOR,
    "reopen",
    "see-audit",
    "see-operations",
    "operate",
    "manage-users",
  ],
};

/** Somebody on a demo, a supervisor unless it is said otherwise. */
export function makeMe(known: Partial<Me> = {}): Me {
  const role = known.role ?? "supervisor";
  return {
    user_name: "Supervisor",
    role,
    permissions: PERMISSIONS[role],
    everything: true,
    routes: [],
    territories: [],
    sign_in: "demo",
    password: false,
    csrf_token: null,
    ...known,
  };
}

/** Somebody who signed in with a password. */
export const HUDA = makeMe({
  user_name: "Huda Khalid",
  everything: false,
  routes: ["1004"],
  sign_in: "accounts",
  password: true,
  csrf_token: "token of Huda",
});

export const ADMINISTRATOR = makeMe({
  user_name: "Omar Nasser",
  role: "administrator",
  sign_in: "accounts",
  password: true,
  csrf_token: "token of Omar",
});
