import { useId, useState } from "react";
import { ProblemError } from "@/api/client";
import type { Me, Role } from "@/api/types";
import { Button } from "@/components/Button";
import { Modal } from "@/components/Modal";
import { Notice } from "@/components/Notice";
import { useHoldSending } from "@/features/day";
import { useTranslation } from "@/formats/useTranslation";
import { useTryAs } from "./useTryAs";

const LONGEST_NAME = 100;
const ROLES: Role[] = ["viewer", "supervisor", "manager", "administrator"];

/** On a demo: under which name, and in which role, one works on this device. */
export function TryAsDialog({ me, onClose }: { me: Me; onClose: () => void }) {
  const { t } = useTranslation("identity");
  const [typed, setTyped] = useState(me.user_name);
  const [role, setRole] = useState(me.role);
  const unsent = useHoldSending().countUnsent();
  const change = useTryAs();
  const form = useId();
  const name = typed.trim();
  const submit = () => {
    if (!name || change.isPending) return;
    if (name === me.user_name && role === me.role) onClose();
    else change.mutate({ name, role }, { onSuccess: onClose });
  };
  return (
    <Modal
      title={t("title")}
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button look="primary" type="submit" form={form} disabled={!name} busy={change.isPending}>
            {t("use")}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <p className="text-mute">{t("text")}</p>
        <label className="grid gap-1 font-semibold">
          {t("label")}
          <input
            value={typed}
            maxLength={LONGEST_NAME}
            autoComplete="name"
            onChange={(event) => setTyped(event.target.value)}
            className="min-h-11 rounded-xl border border-edge bg-field px-3 font-normal"
          />
        </label>
        <label className="grid gap-1 font-semibold">
          {t("roleLabel")}
          <select
            value={role}
            onChange={(event) => setRole(event.target.value as Role)}
            className="min-h-11 rounded-xl border border-edge bg-field px-3 font-normal"
          >
            {ROLES.map((one) => (
              <option key={one} value={one}>
                {t(`roleChoice.${one}`)}
              </option>
            ))}
          </select>
        </label>
        {unsent > 0 && (
          <Notice tone="amber" role="status">
            {t("unsent", { count: unsent })}
          </Notice>
        )}
        {change.isError && (
          <Notice tone="red" role="alert">
            {change.error instanceof ProblemError ? change.error.message : t("unreachable")}
          </Notice>
        )}
      </form>
    </Modal>
  );
}
