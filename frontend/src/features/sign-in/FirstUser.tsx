import { useTranslation } from "@/formats/useTranslation";

const COMMAND = "sales-supervision users add NAME --role administrator --every-route";

/** Nobody can sign in yet: what makes the first administrator. */
export function FirstUser() {
  const { t } = useTranslation("signIn");
  return (
    <div className="grid gap-3">
      <p>{t("first.text")}</p>
      <pre className="wrap-anywhere whitespace-pre-wrap rounded-xl bg-sunken px-3 py-2.5 text-xs">
        <code>{COMMAND}</code>
      </pre>
      <p className="text-mute">{t("first.then")}</p>
    </div>
  );
}
