import type { Role } from "@/api/types";
import { SelectField } from "@/components/SelectField";
import { ROLES, useRoleTexts } from "@/features/identity";
import { useTranslation } from "@/formats/useTranslation";

/** What somebody is here for, and what that lets them do. */
export function RoleField({ role, onRole }: { role: Role; onRole: (role: Role) => void }) {
  const { t } = useTranslation("users");
  const { nameOf, mayOf } = useRoleTexts();
  return (
    <SelectField
      label={t("role")}
      value={role}
      choices={ROLES.map((one) => [one, nameOf(one)] as const)}
      onPick={onRole}
      hint={mayOf(role)}
    />
  );
}
