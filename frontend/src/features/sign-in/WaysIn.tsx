import { useState } from "react";
import type { SignIn } from "@/api/types";
import { deviceStorage } from "@/components/DeviceStorage";
import { Notice } from "@/components/Notice";
import { countKept } from "@/features/day";
import { wasLeft } from "@/features/identity";
import { useTranslation } from "@/formats/useTranslation";
import { FirstUser } from "./FirstUser";
import type { Problem } from "./fragment";
import { PasswordForm } from "./PasswordForm";

interface Props {
  ways: SignIn;
  problem: Problem | null;
}

const CARD = "grid gap-4 rounded-2xl border border-line bg-card p-5 md:p-6";

/** How one signs in here, and why it is asked for. */
export function WaysIn({ ways, problem }: Props) {
  const { t } = useTranslation("signIn");
  const [wasHere] = useState(wasLeft);
  const [unsent] = useState(() => countKept(deviceStorage));
  if (ways.sign_in === "demo") {
    return (
      <section className={CARD}>
        <h2 className="font-semibold text-xl tracking-tight">{t("demo.title")}</h2>
        <p>{t("demo.text")}</p>
        <a href="/" className={LINK}>
          {t("demo.open")}
        </a>
      </section>
    );
  }
  return (
    <>
      {problem && (
        <div className="overflow-hidden rounded-xl">
          <Notice tone="red" role="alert">
            {t(`problem.${problem}`, { provider: ways.oidc?.name ?? t("provider") })}
          </Notice>
        </div>
      )}
      {wasHere && !problem && ways.has_users && (
        <div className="overflow-hidden rounded-xl">
          <Notice tone="blue" role="status">
            {t("wasHere")} {unsent > 0 && t("unsent", { count: unsent })}
          </Notice>
        </div>
      )}
      <section className={CARD}>
        <h2 className="font-semibold text-xl tracking-tight">{t("title")}</h2>
        {!ways.has_users && !ways.oidc ? (
          <FirstUser />
        ) : (
          <>
            {ways.oidc && (
              <a href="/api/sign-in/oidc" className={LINK}>
                {t("with", { provider: ways.oidc.name })}
              </a>
            )}
            {ways.oidc && ways.password && (
              <p className="flex items-center gap-3 text-mute text-xs before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
                {t("or")}
              </p>
            )}
            {ways.password && <PasswordForm isFirst={!ways.oidc} />}
          </>
        )}
      </section>
      {ways.has_users && ways.password && (
        <p className="px-1 text-mute text-xs">{t("forgotten")}</p>
      )}
    </>
  );
}

const LINK =
  "inline-flex min-h-11 items-center justify-center rounded-xl border border-brand bg-brand px-3.5 py-2 font-semibold text-on-brand hover:brightness-110";
