import { SignedInPage } from "@/features/identity";
import { useTranslation } from "@/formats/useTranslation";
import { ChangePassword } from "./ChangePassword";
import { Devices } from "./Devices";
import { Tokens } from "./Tokens";
import { WhoIAm } from "./WhoIAm";

/** One's own account: who one is, the password, the devices, the tokens. */
export function AccountPage() {
  const { t } = useTranslation("account");
  return (
    <SignedInPage title={t("title")}>
      {(me) => (
        <div className="grid items-start gap-3.5 lg:grid-cols-2">
          <WhoIAm me={me} />
          {me.sign_in !== "demo" && (
            <>
              {me.password && <ChangePassword userName={me.user_name} />}
              <Devices />
              <Tokens permissions={me.permissions} />
            </>
          )}
        </div>
      )}
    </SignedInPage>
  );
}
