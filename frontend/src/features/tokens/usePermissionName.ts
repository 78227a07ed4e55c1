import type { Permission } from "@/api/types";
import { useTranslation } from "@/formats/useTranslation";

/** What a permission lets a token do. */
export function usePermissionName(): (permission: Permission) => string {
  const { t } = useTranslation("tokens");
  return (permission) => t(`permission.${permission}`);
}
