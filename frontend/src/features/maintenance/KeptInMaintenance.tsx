import { Notice } from "@/components/Notice";
import { useKeepsEntries } from "@/features/day";
import { useTranslation } from "@/formats/useTranslation";

/** How many entries wait on this device for the end of the maintenance. */
export function KeptInMaintenance({ count }: { count: number }) {
  const { t } = useTranslation("maintenance");
  const isKept = useKeepsEntries();
  if (count === 0) return null;
  return (
    <Notice tone="amber" role="status">
      {t(isKept ? "kept" : "waits", { count })}
    </Notice>
  );
}
