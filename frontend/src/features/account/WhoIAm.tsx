import type { Me } from "@/api/types";
import { Panel } from "@/components/Panel";
import { Tag } from "@/components/Tag";
import { useRoleTexts } from "@/features/identity";
import { useTranslation } from "@/formats/useTranslation";

/** Name, role, and the routes that are one's own. */
export function WhoIAm({ me }: { me: Me }) {
  const { t } = useTranslation("account");
  const { nameOf, mayOf } = useRoleTexts();
  return (
    <Panel title={t("who.title")}>
      <dl className="grid gap-x-3 gap-y-1 p-4 sm:grid-cols-[8rem_minmax(0,1fr)] sm:gap-y-3 max-sm:[&_dd+dt]:mt-2">
        <dt className="text-mute">{t("who.name")}</dt>
        <dd className="wrap-anywhere font-semibold">
          <bdi>{me.user_name}</bdi>
        </dd>
        <dt className="text-mute">{t("who.role")}</dt>
        <dd>
          <span className="font-semibold">{nameOf(me.role)}</span>
          <span className="block text-mute text-xs">{mayOf(me.role)}</span>
        </dd>
        <dt className="text-mute">{t("who.routes")}</dt>
        <dd>
          <Routes me={me} />
        </dd>
        <dt className="text-mute">{t("who.signIn")}</dt>
        <dd>{t(`who.by.${me.sign_in}`)}</dd>
      </dl>
    </Panel>
  );
}

function Routes({ me }: { me: Me }) {
  const { t } = useTranslation("account");
  if (me.everything) return t("who.everyRoute");
  if (me.routes.length === 0 && me.territories.length === 0)
    return t(me.permissions.includes("manage-users") ? "who.noRouteManages" : "who.noRoute");
  return (
    <ul className="flex flex-wrap gap-1.5">
      {me.territories.map((territory) => (
        <li key={`territory ${territory}`}>
          <Tag tone="blue">{t("who.territory", { territory })}</Tag>
        </li>
      ))}
      {me.routes.map((route) => (
        <li key={`route ${route}`}>
          <Tag tone="grey">{route}</Tag>
        </li>
      ))}
    </ul>
  );
}
