import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Avatar } from "@/components/Avatar";
import { useTranslation } from "@/formats/useTranslation";
import { meQuery } from "./me";
import { TryAsDialog } from "./TryAsDialog";
import { useMeOfOtherTabs } from "./useTryAs";

/** Who one is here; on a demo, how to be somebody else. */
export function Me() {
  const { t } = useTranslation("identity");
  const me = useQuery(meQuery).data;
  const [isOpen, setOpen] = useState(false);
  useMeOfOtherTabs();
  if (!me) return null;
  const name = me.user_name;
  if (me.sign_in !== "demo") {
    return (
      <span title={name} className="grid size-11 shrink-0 place-items-center md:size-9">
        <Avatar name={name} />
      </span>
    );
  }
  return (
    <>
      <button
        type="button"
        aria-label={t("open", { name })}
        title={name}
        onClick={() => setOpen(true)}
        className="grid size-11 shrink-0 place-items-center rounded-xl hover:bg-sunken md:size-9"
      >
        <Avatar name={name} />
      </button>
      {isOpen && <TryAsDialog me={me} onClose={() => setOpen(false)} />}
    </>
  );
}
