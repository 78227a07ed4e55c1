import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, client } from "@/api/client";
import type { Permission } from "@/api/types";
import { Button } from "@/components/Button";
import { FormDialog } from "@/components/FormDialog";
import { Modal } from "@/components/Modal";
import { Refusal } from "@/components/Refusal";
import { SelectField } from "@/components/SelectField";
import { TextField } from "@/components/TextField";
import { ToldOnce } from "@/components/ToldOnce";
import { usePermissionName } from "@/features/tokens";
import { useTranslation } from "@/formats/useTranslation";
import { tokensQuery } from "./queries";

const DAYS = ["7", "30", "90", "365"] as const;

interface Props {
  /** What one may oneself: a token may no more than that. */
  permissions: readonly Permission[];
  onClose: () => void;
}

/** Make a token for a program; it is shown this once. */
export function NewTokenDialog({ permissions, onClose }: Props) {
  const { t } = useTranslation("account");
  const nameOf = usePermissionName();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [days, setDays] = useState<(typeof DAYS)[number]>("90");
  const [chosen, setChosen] = useState<readonly Permission[]>(["view"]);
  const make = useMutation({
    mutationFn: () =>
      answerOf(
        client.POST("/api/me/tokens", {
          body: { token_name: name.trim(), permissions: [...chosen], days: Number(days) },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  });
  const isReady = name.trim() !== "" && chosen.length > 0;
  if (make.data) {
    return (
      <Modal
        title={t("tokens.madeTitle")}
        onClose={onClose}
        footer={
          <Button look="primary" onClick={onClose}>
            {t("done")}
          </Button>
        }
      >
        <ToldOnce label={t("tokens.token")} secret={make.data.token} hint={t("tokens.once")} />
      </Modal>
    );
  }
  return (
    <FormDialog
      title={t("tokens.makeTitle")}
      confirm={t("tokens.make")}
      isReady={isReady}
      isBusy={make.isPending}
      onSubmit={() => make.mutate()}
      onClose={onClose}
    >
      <p className="text-mute">{t("tokens.text")}</p>
      <TextField
        label={t("tokens.name")}
        hint={t("tokens.nameHint")}
        value={name}
        onText={setName}
        maxLength={100}
      />
      <fieldset className="grid gap-x-4 sm:grid-cols-2">
        <legend className="mb-1 font-semibold">{t("tokens.may")}</legend>
        {permissions.map((one) => (
          <label key={one} className="flex min-h-11 items-center gap-2.5 md:min-h-9">
            <input
              type="checkbox"
              className="size-6 shrink-0 accent-brand"
              checked={chosen.includes(one)}
              onChange={({ target }) =>
                setChosen(
                  target.checked ? [...chosen, one] : chosen.filter((other) => other !== one),
                )
              }
            />
            {nameOf(one)}
          </label>
        ))}
      </fieldset>
      <SelectField
        label={t("tokens.days")}
        value={days}
        choices={DAYS.map((one) => [one, t("tokens.forDays", { days: one })] as const)}
        onPick={setDays}
      />
      <Refusal error={make.error} />
    </FormDialog>
  );
}
