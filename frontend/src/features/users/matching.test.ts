import { expect, it } from "vitest";
import type { User } from "@/api/types";
import { matching } from "./matching";

const user = (user_name: string, known: Partial<User> = {}): User => ({
  user_name,
  role: "supervisor",
  everything: false,
  routes: [],
  territories: [],
  is_active: true,
  has_password: true,
  has_company_account: false,
  has_role_of_groups: false,
  made_at: "2026-11-23T08:00:00Z",
  signed_in_at: null,
  devices: 0,
  ...known,
});

const USERS = [
  user("Huda Khalid", { routes: ["1004"] }),
  user("Maryam Ali", { territories: ["Dubai"] }),
  user("Omar Nasser", { role: "administrator" }),
];

it.each([
  ["", ["Huda Khalid", "Maryam Ali", "Omar Nasser"]],
  ["huda", ["Huda Khalid"]],
  ["1004", ["Huda Khalid"]],
  ["ali dubai", ["Maryam Ali"]],
  ["administrator", ["Omar Nasser"]],
  ["huda dubai", []],
])("“%s” finds %j", (text, names) => {
  expect(matching(USERS, text, ({ role }) => role).map((one) => one.user_name)).toEqual(names);
});
