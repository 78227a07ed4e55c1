import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, client } from "@/api/client";
import type { User, UserChanges } from "@/api/types";
import { FormDialog } from "@/components/FormDialog";
import { Refusal } from "@/components/Refusal";
import { useTranslation } from "@/formats/useTranslation";
import { putUser } from "./queries";
import { RoleField } from "./RoleField";
import { RoutesField, type Scope } from "./RoutesField";
import { Standing } from "./Standing";
import { UserTokens } from "./UserTokens";

interface Props {
  user: User;
  isMe: boolean;
  onClose: () => void;
}

/** One user in hand: role and routes, to be saved together; below, what acts at once. */
export function UserDialog({ user, isMe, onClose }: Props) {
  const { t } = useTranslation("users");
  const queries = useQueryClient();
  const [role, setRole] = useState(user.role);
  const [scope, setScope] = useState<Scope>(scopeOf(user));
  const change = useMutation({
    mutationFn: (changes: UserChanges) =>
      answerOf(
        client.PATCH("/api/users/{user_name}", {
          params: { path: { user_name: user.user_name } },
          body: changes,
        }),
      ),
    onSuccess: (changed) => {
      putUser(queries, changed);
      onClose();
    },
  });
  const isChanged = role !== user.role || JSON.stringify(scope) !== JSON.stringify(scopeOf(user));
  function save(): void {
    const { everything, routes, territories } = scope;
    change.mutate({ role, everything, routes: [...routes], territories: [...territories] });
  }
  return (
    <FormDialog
      title={user.user_name}
      confirm={t("save")}
      isReady={isChanged}
      isBusy={change.isPending}
      onSubmit={save}
      onClose={onClose}
      below={
        <>
          <Standing user={user} />
          <UserTokens userName={user.user_name} />
        </>
      }
    >
      <RoleField role={role} onRole={setRole} />
      {user.has_role_of_groups && <p className="text-mute text-xs">{t("roleOfGroups")}</p>}
      <RoutesField scope={scope} onScope={setScope} />
      <p className="text-mute text-xs">{t(isMe ? "signsYouOut" : "signsOut")}</p>
      <Refusal error={change.error} />
    </FormDialog>
  );
}

function scopeOf({ everything, routes, territories }: User): Scope {
  return { everything, routes, territories };
}
