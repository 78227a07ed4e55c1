import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, client } from "@/api/client";
import type { Role } from "@/api/types";
import { Button } from "@/components/Button";
import { FormDialog } from "@/components/FormDialog";
import { Modal } from "@/components/Modal";
import { Refusal, refusalOf } from "@/components/Refusal";
import { TextField } from "@/components/TextField";
import { useTranslation } from "@/formats/useTranslation";
import { LinkMade } from "./LinkMade";
import { makeResetLink, putUser } from "./queries";
import { RoleField } from "./RoleField";
import { RoutesField, type Scope } from "./RoutesField";

const LONGEST_NAME = 100;

/** A new user, and the link with which they choose a password. */
export function AddUserDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("users");
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("supervisor");
  const [scope, setScope] = useState<Scope>({ everything: false, routes: [], territories: [] });
  const link = useMutation({ mutationFn: makeResetLink });
  const add = useMutation({
    mutationFn: () =>
      answerOf(
        client.POST("/api/users", {
          body: {
            user_name: name.trim(),
            role,
            everything: scope.everything,
            routes: [...scope.routes],
            territories: [...scope.territories],
          },
        }),
      ),
    onSuccess: (user) => {
      putUser(queries, user);
      link.mutate(user.user_name);
    },
  });
  const refusal = refusalOf(add.error, "body.user_name");
  if (add.data) {
    const added = add.data.user_name;
    return (
      <Modal
        title={t("add.done", { name: added })}
        onClose={onClose}
        footer={
          <>
            {link.isError && (
              <Button onClick={() => link.mutate(added)}>{t("link.makeAgain")}</Button>
            )}
            <Button look="primary" onClick={onClose}>
              {t("done")}
            </Button>
          </>
        }
      >
        <div className="grid gap-3">
          <p>{t("add.give")}</p>
          {link.data && <LinkMade link={link.data} name={added} />}
          <Refusal error={link.error} />
        </div>
      </Modal>
    );
  }
  return (
    <FormDialog
      title={t("add.title")}
      confirm={t("add.confirm")}
      isReady={name.trim() !== ""}
      isBusy={add.isPending}
      onSubmit={() => add.mutate()}
      onClose={onClose}
    >
      <TextField
        label={t("name")}
        hint={t("nameHint")}
        value={name}
        onText={setName}
        maxLength={LONGEST_NAME}
        autoComplete="off"
        refusal={refusal}
      />
      <RoleField role={role} onRole={setRole} />
      <RoutesField scope={scope} onScope={setScope} />
      {!refusal && <Refusal error={add.error} />}
    </FormDialog>
  );
}
