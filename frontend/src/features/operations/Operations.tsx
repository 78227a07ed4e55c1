import { PageFrame } from "@/components/PageFrame";
import { useTranslation } from "@/formats/useTranslation";

/** How the product runs, for an administrator. */
export function Operations() {
  const { t } = useTranslation("operations");
  return (
    <PageFrame title={t("title")}>
      <p className="text-mute">{t("text")}</p>
    </PageFrame>
  );
}
