import { Notice } from "@/components/Notice";
import { SignedInPage } from "@/features/identity";
import { useTranslation } from "@/formats/useTranslation";
import { UserList } from "./UserList";

/** Who may come in, as what, and to which routes. */
export function UsersPage() {
  const { t } = useTranslation("users");
  return (
    <SignedInPage title={t("title")} needs="manage-users">
      {(me) =>
        me.sign_in === "demo" ? (
          <Notice tone="amber">{t("demo")}</Notice>
        ) : (
          <UserList myName={me.user_name} />
        )
      }
    </SignedInPage>
  );
}
