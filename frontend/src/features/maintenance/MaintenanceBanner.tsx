import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { onMaintenance } from "@/api/client";
import { Notice } from "@/components/Notice";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import { maintenanceQuery, useMaintenance } from "./useMaintenance";

interface Props {
  /** The day that it is now, where it is known. */
  today: string | undefined;
}

/** Maintenance, told to everybody before it begins and while it is on. */
export function MaintenanceBanner({ today }: Props) {
  const { t } = useTranslation("maintenance");
  const { time, date } = useFormats();
  const found = useMaintenance();
  const queries = useQueryClient();
  useEffect(() => onMaintenance(() => void queries.invalidateQueries(maintenanceQuery)), [queries]);
  if (!found) return null;
  const { starts_at: startsAt, ends_at: endsAt, message, is_on: isOn } = found;
  const told = { start: time(startsAt), end: time(endsAt), date: date(startsAt), message };
  if (isOn) {
    return (
      <Notice tone="amber" role="alert">
        <span className="font-semibold">{t("on", told)}</span> {t("reading")}
      </Notice>
    );
  }
  const isToday = today !== undefined && told.date === date(today);
  return (
    <Notice tone="blue" role="status">
      <span className="font-semibold">
        {isToday ? t("announced", told) : t("announcedDate", told)}
      </span>{" "}
      {t("beforehand")}
    </Notice>
  );
}
