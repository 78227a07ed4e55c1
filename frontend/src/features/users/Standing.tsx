import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, client } from "@/api/client";
import type { User } from "@/api/types";
import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { Refusal } from "@/components/Refusal";
import { SureButton } from "@/components/SureButton";
import { useTranslation } from "@/formats/useTranslation";
import { LinkMade } from "./LinkMade";
import { makeResetLink, putUser } from "./queries";

/** What is not saved with the rest: a link to choose a password, signing out, letting in or not. */
export function Standing({ user }: { user: User }) {
  const { t } = useTranslation("users");
  const queries = useQueryClient();
  const params = { path: { user_name: user.user_name } };
  const link = useMutation({ mutationFn: makeResetLink });
  const signOut = useMutation({
    mutationFn: () => answerOf(client.POST("/api/users/{user_name}/sign-out", { params })),
    onSuccess: (changed) => putUser(queries, changed),
  });
  const activate = useMutation({
    mutationFn: (isActive: boolean) =>
      answerOf(client.PATCH("/api/users/{user_name}", { params, body: { is_active: isActive } })),
    onSuccess: (changed) => putUser(queries, changed),
  });
  return (
    <div className="mt-5 grid gap-3 border-line border-t pt-4">
      <div className="flex flex-wrap gap-2">
        {user.is_active && (
          <Button busy={link.isPending} onClick={() => link.mutate(user.user_name)}>
            {t("link.make")}
          </Button>
        )}
        {user.devices > 0 && (
          <SureButton
            text={t("signOut", { count: user.devices })}
            sureText={t("signOutSure", { count: user.devices })}
            busy={signOut.isPending}
            onSure={() => signOut.mutate()}
          />
        )}
        {user.is_active ? (
          <SureButton
            text={t("disable")}
            sureText={t("disableSure")}
            busy={activate.isPending}
            onSure={() => activate.mutate(false)}
          />
        ) : (
          <Button busy={activate.isPending} onClick={() => activate.mutate(true)}>
            {t("enable")}
          </Button>
        )}
      </div>
      {link.data && <LinkMade link={link.data} name={user.user_name} />}
      {signOut.isSuccess && user.devices === 0 && (
        <Notice tone="green" role="status">
          {t("signedOut")}
        </Notice>
      )}
      {!user.is_active && (
        <Notice tone="amber" role="status">
          {t("disabledText")}
        </Notice>
      )}
      <Refusal error={link.error ?? signOut.error ?? activate.error} />
    </div>
  );
}
