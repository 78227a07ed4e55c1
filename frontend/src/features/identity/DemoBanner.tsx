import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "@/formats/useTranslation";
import { meQuery } from "./me";
import { TryAsDialog } from "./TryAsDialog";

/** On a demo: nobody had to say who they are, and anybody here can be somebody else. */
export function DemoBanner() {
  const { t } = useTranslation("identity");
  const me = useQuery(meQuery).data;
  const [isAsked, setAsked] = useState(false);
  if (me?.sign_in !== "demo") return null;
  return (
    <div className="flex flex-wrap items-center gap-x-2 bg-amber-soft px-4 pt-1.5 text-amber md:py-1 text-xs lg:px-5">
      <p>{t("demo", { name: me.user_name, role: t(`role.${me.role}`) })}</p>
      <button
        type="button"
        className="min-h-11 font-semibold underline md:min-h-6"
        onClick={() => setAsked(true)}
      >
        {t("demoChange")}
      </button>
      {isAsked && <TryAsDialog me={me} onClose={() => setAsked(false)} />}
    </div>
  );
}
