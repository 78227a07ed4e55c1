import type { Me } from "@/api/types";

/** Somebody at the computer of a demo. */
export const SUPERVISOR: Me = {
  user_name: "Supervisor",
  role: "supervisor",
  permissions: ["view", "supervise", "review"],
  everything: true,
  routes: [],
  territories: [],
  sign_in: "demo",
  password: false,
  csrf_token: null,
};

/** Somebody who signed in with a password. */
export const HUDA: Me = {
  ...SUPERVISOR,
  user_name: "Huda Khalid",
  everything: false,
  routes: ["1004"],
  sign_in: "accounts",
  password: true,
  csrf_token: "token of Huda",
};

export const ADMINISTRATOR: Me = {
  ...HUDA,
  user_name: "Omar Nasser",
  role: "administrator",
  everything: true,
  routes: [],
  permissions: [
    "view",
    "supervise",
    "review",
    "reopen",
    "export",
    "see-audit",
    "see-operations",
    "operate",
    "manage-users",
  ],
};
