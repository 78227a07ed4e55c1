import type { CustomerState } from "@/api/types";
import { useTranslation } from "@/formats/useTranslation";

/** What became of the units that this customer did not take. */
export function RedistributedNote({ customer }: { customer: CustomerState }) {
  const { t } = useTranslation("visit");
  const { redistributed } = customer;
  if (!redistributed) return null;
  const { offered, placed, result } = redistributed;
  return (
    <p className="border-line border-t px-4 py-2.5 text-mute text-sm">
      {placed > 0 && t("wentAhead", { count: placed })}
      {placed < offered && (
        <>
          {" "}
          {t("noTaker", { count: offered - placed })} {t(`why.${result}`)}
        </>
      )}
    </p>
  );
}
