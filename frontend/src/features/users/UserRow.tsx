import type { User } from "@/api/types";
import { Avatar } from "@/components/Avatar";
import { Button } from "@/components/Button";
import { Tag } from "@/components/Tag";
import { useRoleTexts } from "@/features/identity";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";

interface Props {
  user: User;
  isMe: boolean;
  onOpen: () => void;
}

const ROUTES_NAMED = 4;

/** One user at a glance: who, as what, where, and when they were last here. */
export function UserRow({ user, isMe, onOpen }: Props) {
  const { t } = useTranslation("users");
  const { nameOf } = useRoleTexts();
  const { date, time } = useFormats();
  const at = user.signed_in_at;
  return (
    <li className="row-drawn-when-near flex items-center gap-3 border-line border-b px-4 py-2.5 last:border-0">
      <Avatar name={user.user_name} />
      <div className="grid min-w-0 flex-1 gap-x-4 gap-y-0.5 md:grid-cols-[minmax(0,4fr)_minmax(0,4fr)_minmax(0,3fr)] md:items-center">
        <p className="wrap-anywhere">
          <bdi className={`font-semibold ${user.is_active ? "" : "text-mute line-through"}`}>
            {user.user_name}
          </bdi>{" "}
          {isMe && <span className="text-mute text-xs">{t("you")} </span>}
          {!user.is_active && <Tag tone="red">{t("disabled")}</Tag>}
          {user.is_active && !user.has_password && !user.has_company_account && (
            <Tag tone="amber">{t("noPassword")}</Tag>
          )}
        </p>
        <p className="min-w-0">
          <span className="font-medium">{nameOf(user.role)}</span>
          <span className="block truncate text-mute text-xs">{useRoutesOf(user)}</span>
        </p>
        <p className="text-mute text-xs">
          {at ? t("lastHere", { at: `${date(at)} ${time(at)}` }) : t("neverHere")}
          {user.devices > 0 && (
            <span className="block">{t("devices", { count: user.devices })}</span>
          )}
        </p>
      </div>
      <Button onClick={onOpen} aria-label={t("changeNamed", { name: user.user_name })}>
        {t("change")}
      </Button>
    </li>
  );
}

function useRoutesOf({ everything, routes, territories }: User): string {
  const { t } = useTranslation("users");
  if (everything) return t("everyRoute");
  const named = [...territories.map((territory) => t("allOf", { territory })), ...routes];
  if (named.length === 0) return t("noRoute");
  const more = named.length - ROUTES_NAMED;
  const told = named.slice(0, ROUTES_NAMED).join(", ");
  return more > 0 ? t("andMore", { told, count: more }) : told;
}
