import type { Role } from "@/api/types";
import { useTranslation } from "@/formats/useTranslation";

/** What a role is called, and what one may in it. */
export function useRoleTexts() {
  const { t } = useTranslation("identity");
  return {
    nameOf: (role: Role) => t(`role.${role}`),
    mayOf: (role: Role) => t(`roleMay.${role}`),
  };
}
