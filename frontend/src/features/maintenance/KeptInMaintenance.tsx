import { Notice } from "@/components/Notice";
import { useTranslation } from "@/formats/useTranslation";

/** How many entries wait on this device for the end of the maintenance. */
export function KeptInMaintenance({ count }: { count: number }) {
  const { t } = useTranslation("maintenance");
  if (count === 0) return null;
  return (
    <Notice tone="amber" role="status">
      {t("kept", { count })}
    </Notice>
  );
}
