import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Me as Somebody } from "@/api/types";
import { Avatar } from "@/components/Avatar";
import { MENU_ITEM, MenuButton } from "@/components/MenuButton";
import { useHoldSending } from "@/features/day";
import { useTranslation } from "@/formats/useTranslation";
import { meQuery } from "./me";
import { SignOutDialog } from "./SignOutDialog";
import { TryAsDialog } from "./TryAsDialog";
import { useOtherTabs } from "./useOtherTabs";
import { useSignOut } from "./useSignOut";
import { useTriedInOtherTabs } from "./useTryAs";

/** Who is here, and where they can go from here. */
export function Me() {
  const me = useQuery(meQuery).data;
  return me ? <Menu me={me} /> : null;
}

function Menu({ me }: { me: Somebody }) {
  const { t } = useTranslation("identity");
  const [asked, setAsked] = useState<"try-as" | "sign-out" | null>(null);
  const signOut = useSignOut();
  const { countUnsent } = useHoldSending();
  useOtherTabs(me);
  useTriedInOtherTabs();
  const isDemo = me.sign_in === "demo";
  const name = me.user_name;
  return (
    <>
      <MenuButton label={t("open", { name })} title={name} face={<Avatar name={name} />}>
        {(close) => (
          <>
            <p className="wrap-anywhere border-line border-b px-3 pt-1.5 pb-2">
              <bdi className="block font-semibold">{name}</bdi>
              <span className="text-mute text-xs">{t(`role.${me.role}`)}</span>
            </p>
            <ul className="pt-1">
              {pagesFor(me).map(([page, address]) => (
                <li key={page}>
                  <a href={address} className={MENU_ITEM}>
                    {t(`page.${page}`)}
                  </a>
                </li>
              ))}
              <li>
                <button
                  type="button"
                  className={MENU_ITEM}
                  onClick={() => {
                    close();
                    if (isDemo) setAsked("try-as");
                    else if (countUnsent() > 0) setAsked("sign-out");
                    else signOut.mutate("here", { onError: () => setAsked("sign-out") });
                  }}
                >
                  {t(isDemo ? "tryAs" : "signOut.open")}
                </button>
              </li>
            </ul>
          </>
        )}
      </MenuButton>
      {asked === "try-as" && <TryAsDialog me={me} onClose={() => setAsked(null)} />}
      {asked === "sign-out" && (
        <SignOutDialog where="here" failure={signOut.error} onClose={() => setAsked(null)} />
      )}
    </>
  );
}

function pagesFor({ permissions, sign_in }: Somebody) {
  const pages = [["account", "/account", true]] as [string, string, boolean][];
  pages.push(["users", "/users", permissions.includes("manage-users") && sign_in !== "demo"]);
  pages.push(["audit", "/audit", permissions.includes("see-audit")]);
  pages.push(["operations", "/operations", permissions.includes("see-operations")]);
  return pages.filter(([, , isOpen]) => isOpen);
}
