import { useState } from "react";
import type { Me } from "@/api/types";
import { FormDialog } from "@/components/FormDialog";
import { Notice } from "@/components/Notice";
import { Refusal } from "@/components/Refusal";
import { SelectField } from "@/components/SelectField";
import { TextField } from "@/components/TextField";
import { useHoldSending } from "@/features/day";
import { useTranslation } from "@/formats/useTranslation";
import { ROLES } from "./roles";
import { useTryAs } from "./useTryAs";

const LONGEST_NAME = 100;

/** On a demo: under which name, and in which role, one works on this device. */
export function TryAsDialog({ me, onClose }: { me: Me; onClose: () => void }) {
  const { t } = useTranslation("identity");
  const [typed, setTyped] = useState(me.user_name);
  const [role, setRole] = useState(me.role);
  const unsent = useHoldSending().countUnsent();
  const change = useTryAs();
  const name = typed.trim();
  const submit = () => {
    if (name === me.user_name && role === me.role) onClose();
    else change.mutate({ name, role }, { onSuccess: onClose });
  };
  return (
    <FormDialog
      title={t("title")}
      confirm={t("use")}
      isReady={name !== ""}
      isBusy={change.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="text-mute">{t("text")}</p>
      <TextField
        label={t("label")}
        value={typed}
        onText={setTyped}
        maxLength={LONGEST_NAME}
        autoComplete="name"
      />
      <SelectField
        label={t("roleLabel")}
        value={role}
        choices={ROLES.map((one) => [one, t(`role.${one}`)] as const)}
        onPick={setRole}
        hint={t(`roleMay.${role}`)}
      />
      {unsent > 0 && (
        <Notice tone="amber" role="status">
          {t("unsent", { count: unsent })}
        </Notice>
      )}
      <Refusal error={change.error} />
    </FormDialog>
  );
}
