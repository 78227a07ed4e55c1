import { Notice } from "@/components/Notice";
import { useKeepsEntries } from "@/features/day";
import { useTranslation } from "@/formats/useTranslation";

/** That the browser keeps nothing just now, so that nobody counts on a reload. */
export function StorageNotice() {
  const { t } = useTranslation("page");
  if (useKeepsEntries()) return null;
  return (
    <Notice tone="amber" role="status">
      {t("notKept")}
    </Notice>
  );
}
