import { Notice } from "@/components/Notice";
import { useTranslation } from "@/formats/useTranslation";
import { useMay } from "./me";

/** Why nothing of a live day can be changed by somebody who may only look. */
export function LookOnly() {
  const { t } = useTranslation("identity");
  if (useMay("supervise")) return null;
  return <Notice tone="blue">{t("lookOnly")}</Notice>;
}
