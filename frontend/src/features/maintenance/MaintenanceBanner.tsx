import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { onMaintenance } from "@/api/client";
import type { Maintenance } from "@/api/types";
import { Notice } from "@/components/Notice";
import { TimeZone } from "@/formats/TimeZone";
import { useFormats, useLocalFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import { maintenanceQuery, useMaintenance } from "./useMaintenance";
import { isElsewhere } from "./zones";

interface Props {
  /** The day that it is now, where it is known. */
  today?: string;
  /** The page keeps what is entered and sends it later; others have their changes refused. */
  keepsEntries?: boolean;
}

/** Maintenance, told to everybody before it begins and while it is on. */
export function MaintenanceBanner(props: Props) {
  const found = useMaintenance();
  const queries = useQueryClient();
  useEffect(() => onMaintenance(() => void queries.invalidateQueries(maintenanceQuery)), [queries]);
  if (!found) return null;
  // Nobody has to be known for it: the sign-in page tells the same times as the others.
  return (
    <TimeZone value={found.time_zone}>
      <Told found={found} {...props} />
    </TimeZone>
  );
}

function Told({ found, today, keepsEntries = true }: Props & { found: Maintenance }) {
  const { t } = useTranslation("maintenance");
  const there = useFormats();
  const here = useLocalFormats();
  const { starts_at: startsAt, ends_at: endsAt, message, is_on: isOn, time_zone: zone } = found;
  const elsewhere = isElsewhere(endsAt, zone);
  const told = {
    start: here.time(startsAt),
    end: here.time(endsAt),
    date: here.date(startsAt),
    startThere: there.time(startsAt),
    endThere: there.time(endsAt),
    zone: zone.replaceAll("_", " "),
    message,
  };
  if (isOn) {
    return (
      <Notice tone="amber" role="alert">
        <span className="font-semibold">{elsewhere ? t("onElsewhere", told) : t("on", told)}</span>{" "}
        {t(keepsEntries ? "reading" : "elsewhere")}
      </Notice>
    );
  }
  const isToday = today !== undefined && told.date === here.date(today);
  // "Today" would be the deployment's, which may not be the reader's.
  const announced = isToday ? t("announced", told) : t("announcedDate", told);
  return (
    <Notice tone="blue" role="status">
      <span className="font-semibold">{elsewhere ? t("announcedElsewhere", told) : announced}</span>{" "}
      {t(keepsEntries ? "beforehand" : "elsewhere")}
    </Notice>
  );
}
