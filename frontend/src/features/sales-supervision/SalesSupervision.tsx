import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Notice } from "@/components/Notice";
import { Skeleton } from "@/components/Skeleton";
import { DayChangesProvider, type DayKey, useDay } from "@/features/day";
import { SaveDialog } from "@/features/saving";
import { deploymentQuery, useSelection } from "@/features/selection";
import { TimeZone } from "@/formats/TimeZone";
import { CannotOpen } from "./CannotOpen";
import { DayBoard } from "./DayBoard";
import { Header } from "./Header";
import { KpiStrip } from "./KpiStrip";
import { Notices } from "./Notices";
import { Welcome } from "./Welcome";

/** The page: choose a route and a date, follow the day, save it. */
export function SalesSupervision() {
  const { t } = useTranslation("page");
  const [selection, select] = useSelection();
  const deployment = useQuery(deploymentQuery);
  const date = selection.date ?? deployment.data?.today;
  const choose = (change: { route?: string; date?: string }) =>
    select({ ...change, customer: null });

  if (!date) {
    return deployment.isError ? (
      <CannotOpen error={deployment.error} onRetry={() => void deployment.refetch()} />
    ) : (
      <Skeleton rows={8} label={t("loading")} />
    );
  }
  if (!selection.route) {
    return (
      <TimeZone value={deployment.data?.time_zone}>
        <Header
          routeCode={null}
          date={date}
          day={null}
          onRoute={(route) => choose({ route })}
          onDate={(chosen) => choose({ date: chosen })}
          onSave={() => undefined}
        />
        <Welcome onRoute={(route) => choose({ route })} />
      </TimeZone>
    );
  }
  const key = { routeCode: selection.route, date };
  return (
    <TimeZone value={deployment.data?.time_zone}>
      <DayChangesProvider key={`${key.routeCode}|${key.date}`} day={key}>
        <OpenDay
          dayKey={key}
          customerCode={selection.customer}
          onChoose={choose}
          onCustomer={(customer) => select({ customer })}
        />
      </DayChangesProvider>
    </TimeZone>
  );
}

interface OpenDayProps {
  dayKey: DayKey;
  customerCode: string | null;
  onChoose: (change: { route?: string; date?: string }) => void;
  onCustomer: (customerCode: string | null) => void;
}

function OpenDay({ dayKey, customerCode, onChoose, onCustomer }: OpenDayProps) {
  const { t } = useTranslation("page");
  const day = useDay(dayKey);
  const [isSaving, setSaving] = useState(false);
  const [justSaved, setJustSaved] = useState(false);
  return (
    <>
      <div className={customerCode ? "max-md:hidden" : ""}>
        <Header
          routeCode={dayKey.routeCode}
          date={dayKey.date}
          day={day.data ?? null}
          onRoute={(route) => onChoose({ route })}
          onDate={(date) => onChoose({ date })}
          onSave={() => setSaving(true)}
        />
      </div>
      {justSaved && (
        <Notice tone="green" role="status">
          {t("saved")}
        </Notice>
      )}
      {day.data ? (
        <>
          <Notices day={day.data} refreshFailed={day.isRefetchError} />
          <div className={customerCode ? "max-md:hidden" : ""}>
            <KpiStrip kpis={day.data.state.kpis} />
          </div>
          <DayBoard day={day.data} customerCode={customerCode} onCustomer={onCustomer} />
          {isSaving && day.data.mode === "live" && (
            <SaveDialog
              day={day.data}
              onClose={() => setSaving(false)}
              onSaved={() => {
                setSaving(false);
                setJustSaved(true);
              }}
            />
          )}
        </>
      ) : day.isError ? (
        <CannotOpen
          error={day.error}
          onRetry={() => void day.refetch()}
          routeCode={dayKey.routeCode}
          onDate={(date) => onChoose({ date })}
        />
      ) : (
        <Skeleton rows={10} label={t("loading")} />
      )}
    </>
  );
}
