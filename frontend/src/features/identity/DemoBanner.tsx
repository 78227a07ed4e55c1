import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "@/formats/useTranslation";
import { meQuery } from "./me";

/** On a demo: nobody had to say who they are. */
export function DemoBanner() {
  const { t } = useTranslation("identity");
  const me = useQuery(meQuery).data;
  if (me?.sign_in !== "demo") return null;
  return (
    <p className="bg-amber-soft px-4 py-1 text-amber text-xs lg:px-5">
      {t("demo", { name: me.user_name, role: t(`role.${me.role}`) })}
    </p>
  );
}
