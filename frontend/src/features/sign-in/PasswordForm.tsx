import { useState } from "react";
import { ProblemError } from "@/api/client";
import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { PasswordField } from "@/components/PasswordField";
import { Refusal } from "@/components/Refusal";
import { TextField } from "@/components/TextField";
import { useTranslation } from "@/formats/useTranslation";
import { useSignIn } from "./useSignIn";

/** Name and password. `isFirst`: nothing stands above it, so the focus begins here. */
export function PasswordForm({ isFirst }: { isFirst: boolean }) {
  const { t } = useTranslation("signIn");
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const { signIn, wait } = useSignIn();
  const isSlowed = signIn.error instanceof ProblemError && signIn.error.is("too-many-attempts");
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (wait > 0 || signIn.isPending) return;
        signIn.mutate({ user_name: name.trim(), password });
      }}
    >
      <TextField
        label={t("name")}
        value={name}
        onText={setName}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={100}
        required
        autoFocus={isFirst}
      />
      <PasswordField
        label={t("password")}
        value={password}
        onText={setPassword}
        kind="current-password"
      />
      {isSlowed ? (
        <Notice tone="amber" role="status">
          {wait > 0 ? t("slowed", { count: wait }) : t("again")}
        </Notice>
      ) : (
        <Refusal error={signIn.error} />
      )}
      <Button
        look="primary"
        type="submit"
        className="md:min-h-11"
        busy={signIn.isPending}
        disabled={wait > 0}
      >
        {wait > 0 ? t("wait", { count: wait }) : t("signIn")}
      </Button>
    </form>
  );
}
