import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, client, ProblemError } from "@/api/client";
import { Button } from "@/components/Button";
import { PasswordField } from "@/components/PasswordField";
import { Refusal, refusalOf } from "@/components/Refusal";
import { useTranslation } from "@/formats/useTranslation";
import { useSignIn } from "./useSignIn";

interface Props {
  /** Of the link, which works once. */
  token: string;
  onLeave: () => void;
}

/** Choose a password with an administrator's link, and be signed in with it. */
export function ChoosePassword({ token, onLeave }: Props) {
  const { t } = useTranslation("signIn");
  const [password, setPassword] = useState("");
  const { signIn } = useSignIn();
  const choose = useMutation({
    mutationFn: () => answerOf(client.POST("/api/sign-in/reset", { body: { token, password } })),
    onSuccess: ({ user_name }) => signIn.mutate({ user_name, password }, { onError: onLeave }),
  });
  const isOver = choose.error instanceof ProblemError && choose.error.is("link-invalid");
  const refusal = refusalOf(choose.error, "body.password");
  return (
    <section className="grid gap-4 rounded-2xl border border-line bg-card p-5 md:p-6">
      <h2 className="font-semibold text-xl tracking-tight">{t("choose.title")}</h2>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!choose.isPending && !choose.isSuccess) choose.mutate();
        }}
      >
        <PasswordField
          label={t("choose.password")}
          value={password}
          onText={setPassword}
          kind="new-password"
          hint={t("choose.rule")}
          refusal={refusal}
        />
        {!refusal && <Refusal error={choose.error} />}
        {isOver ? (
          <Button onClick={onLeave}>{t("choose.toSignIn")}</Button>
        ) : (
          <Button
            look="primary"
            type="submit"
            className="md:min-h-11"
            busy={choose.isPending || signIn.isPending}
          >
            {t("choose.confirm")}
          </Button>
        )}
      </form>
    </section>
  );
}
