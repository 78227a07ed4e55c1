import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { ProblemError } from "@/api/client";
import { Avatar } from "@/components/Avatar";
import { Button } from "@/components/Button";
import { Modal } from "@/components/Modal";
import { Notice } from "@/components/Notice";
import { useHoldSending } from "@/features/day";
import { deploymentQuery } from "@/features/selection";
import { useTranslation } from "@/formats/useTranslation";
import { useName, useNameOfOtherTabs } from "./useName";

const LONGEST_NAME = 100;

/** Under which name one works on this device, and how to take another. */
export function Me() {
  const { t } = useTranslation("identity");
  const name = useQuery(deploymentQuery).data?.user_name;
  const [isOpen, setOpen] = useState(false);
  useNameOfOtherTabs();
  if (!name) return null;
  return (
    <>
      <button
        type="button"
        aria-label={t("open", { name })}
        title={name}
        onClick={() => setOpen(true)}
        className="grid size-11 shrink-0 place-items-center rounded-xl hover:bg-sunken md:size-9"
      >
        <Avatar name={name} />
      </button>
      {isOpen && <NameDialog name={name} onClose={() => setOpen(false)} />}
    </>
  );
}

function NameDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const { t } = useTranslation("identity");
  const [typed, setTyped] = useState(name);
  const unsent = useHoldSending().countUnsent();
  const change = useName();
  const form = useId();
  const wanted = typed.trim();
  const submit = () => {
    if (!wanted || change.isPending) return;
    if (wanted === name) onClose();
    else change.mutate(wanted, { onSuccess: onClose });
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
          <Button
            look="primary"
            type="submit"
            form={form}
            disabled={!wanted}
            busy={change.isPending}
          >
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
