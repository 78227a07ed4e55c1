import { useState } from "react";
import { UnreachableError } from "@/api/client";
import type { Day } from "@/api/types";
import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { type Change, epochOf, useKeepsEntries, useSending } from "@/features/day";
import { LookOnly } from "@/features/identity";
import { KeptInMaintenance, useMaintenance } from "@/features/maintenance";
import { useTranslation } from "@/formats/useTranslation";
import { OvertakenNotice } from "./OvertakenNotice";
import { useChangeText } from "./useChangeText";

interface Props {
  day: Day;
  /** Why the last look at the day failed. */
  refreshError: Error | null;
}

/** What went wrong with sending or looking, and what the page does about it. */
export function Notices({ day, refreshError }: Props) {
  const { t } = useTranslation("page");
  const { unreachable, unsent } = useSending();
  const isKept = useKeepsEntries();
  const added = useAdded(unsent);
  const isMaintained = useMaintenance()?.is_on ?? false;
  const { isRestored, acknowledge } = useRestored(day);
  return (
    <>
      {day.mode === "live" && <LookOnly />}
      <OvertakenNotice day={day} />
      {isRestored && (
        <Notice
          tone="red"
          role="alert"
          action={<Button onClick={acknowledge}>{t("dismiss")}</Button>}
        >
          {t("restored")}
        </Notice>
      )}
      {isMaintained && <KeptInMaintenance count={unsent.length} />}
      {((unreachable && !isMaintained) || refreshError instanceof UnreachableError) && (
        <Notice tone="amber" role="status">
          {t("unreachable")}{" "}
          {unsent.length > 0 && t(isKept ? "keptHere" : "waitsHere", { count: unsent.length })}{" "}
          {added.length > 0 && t("keptCustomers", { names: added.join(", ") })}
        </Notice>
      )}
    </>
  );
}

/** Names of customers who will be added to the day; nothing else shows that they are kept. */
function useAdded(unsent: readonly Change[]): string[] {
  const { customer } = useChangeText(undefined, unsent);
  return unsent.filter(({ kind }) => kind === "addCustomer").map(customer);
}

/** Whether the database went back in time while this page was open, until that is acknowledged. */
function useRestored(day: Day) {
  const epoch = epochOf(day);
  const [known, setKnown] = useState(epoch);
  if (known === undefined && epoch !== undefined) setKnown(epoch);
  return {
    isRestored: known !== undefined && epoch !== undefined && known !== epoch,
    acknowledge: () => setKnown(epoch),
  };
}
