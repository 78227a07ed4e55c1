import { Notice } from "@/components/Notice";
import { useSending } from "@/features/day";
import { useTranslation } from "@/formats/useTranslation";

/** Entries that the server does not have yet: what is saved now would be without them. */
export function StillOnTheirWay() {
  const { t } = useTranslation("conflict");
  const count = useSending().unsent.length;
  if (count === 0) return null;
  return (
    <Notice tone="amber" role="status">
      {t("unsent", { count })}
    </Notice>
  );
}
