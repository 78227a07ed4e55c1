import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, client } from "@/api/client";
import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { Panel } from "@/components/Panel";
import { PasswordField } from "@/components/PasswordField";
import { Refusal, refusalOf } from "@/components/Refusal";
import { meQuery } from "@/features/identity";
import { useTranslation } from "@/formats/useTranslation";
import { devicesQuery } from "./queries";

/** Another password: one stays signed in here, and nowhere else. */
export function ChangePassword({ userName }: { userName: string }) {
  const { t } = useTranslation("account");
  const queries = useQueryClient();
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const change = useMutation({
    mutationFn: () =>
      answerOf(client.POST("/api/me/password", { body: { current_password: current, password } })),
    onSuccess: async () => {
      setCurrent("");
      setPassword("");
      // The sign-in is another one now, with a token of its own.
      await queries.invalidateQueries({ queryKey: meQuery.queryKey });
      await queries.invalidateQueries({ queryKey: devicesQuery.queryKey });
    },
  });
  const wrong = refusalOf(change.error, "body.current_password");
  const refused = refusalOf(change.error, "body.password");
  return (
    <Panel title={t("password.title")}>
      <form
        className="grid gap-3 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!change.isPending) change.mutate();
        }}
      >
        <input type="hidden" autoComplete="username" value={userName} readOnly />
        <PasswordField
          label={t("password.current")}
          value={current}
          onText={setCurrent}
          kind="current-password"
          refusal={wrong}
        />
        <PasswordField
          label={t("password.new")}
          value={password}
          onText={setPassword}
          kind="new-password"
          hint={t("password.rule")}
          refusal={refused}
        />
        {!wrong && !refused && <Refusal error={change.error} />}
        {change.isSuccess && (
          <Notice tone="green" role="status">
            {t("password.changed")}
          </Notice>
        )}
        <Button
          type="submit"
          look="primary"
          className="justify-self-start"
          busy={change.isPending}
          disabled={!current || !password}
        >
          {t("password.change")}
        </Button>
      </form>
    </Panel>
  );
}
