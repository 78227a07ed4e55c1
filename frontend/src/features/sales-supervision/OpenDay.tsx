import { useCallback, useEffect, useMemo, useState } from "react";
import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { useDay } from "@/features/day";
import { ReviewButton } from "@/features/reviews";
import { SaveDialog } from "@/features/saving";
import { rememberRoute, type Selection } from "@/features/selection";
import { useTranslation } from "@/formats/useTranslation";
import { CannotOpen } from "./CannotOpen";
import { DayBoard } from "./DayBoard";
import { Header } from "./Header";
import { KpiStrip } from "./KpiStrip";
import { Loading } from "./Loading";
import { ModeBadge } from "./ModeBadge";
import { Notices } from "./Notices";
import { Standing } from "./Standing";

interface Props {
  routeCode: string;
  date: string;
  today: string;
  customerCode: string | null;
  onChoose: (change: { route?: string; date?: string }) => void;
  onCustomer: (change: Pick<Selection, "customer">) => void;
}

/** One route on one date, from the first look to the save. */
export function OpenDay(props: Props) {
  const { routeCode, date, today, customerCode, onChoose, onCustomer } = props;
  const { t } = useTranslation("page");
  const key = useMemo(() => ({ routeCode, date }), [routeCode, date]);
  const day = useDay(key);
  const [saving, setSaving] = useState<typeof key | null>(null);
  const [saved, setSaved] = useState<typeof key | null>(null);
  const isOpened = Boolean(day.data);
  useEffect(() => {
    if (isOpened) rememberRoute(window.localStorage, routeCode);
  }, [isOpened, routeCode]);

  const chooseDate = useCallback((chosen: string) => onChoose({ date: chosen }), [onChoose]);
  const chooseCustomer = useCallback(
    (customer: string | null) => onCustomer({ customer }),
    [onCustomer],
  );
  const isLive = day.data?.mode === "live";
  // On a phone the customer in hand has the whole screen.
  const isInHand = Boolean(customerCode && day.data?.state.customers[customerCode]);
  const besideVisit = isInHand ? "max-md:hidden" : "";
  return (
    <div className="flex min-h-dvh flex-col board:h-dvh">
      <div className={besideVisit}>
        <Header
          routeCode={routeCode}
          date={date}
          today={today}
          onRoute={(route) => onChoose({ route })}
          onDate={chooseDate}
          badge={day.data && <ModeBadge mode={day.data.mode} />}
          standing={day.data && <Standing day={day.data} />}
          action={
            <>
              {day.data && <ReviewButton customerCode={null} />}
              {isLive && (
                <Button look="primary" onClick={() => setSaving(key)}>
                  {t("save")}
                </Button>
              )}
            </>
          }
        />
      </div>
      <div className="sticky top-0 z-20 board:static">
        {saved === key && (
          <Notice
            tone="green"
            role="status"
            action={
              <Button look="quiet" onClick={() => setSaved(null)}>
                {t("dismiss")}
              </Button>
            }
          >
            {t("saved")}
          </Notice>
        )}
        {day.data && <Notices day={day.data} refreshError={day.error} />}
      </div>
      {day.data ? (
        <>
          <div className={besideVisit}>
            <KpiStrip kpis={day.data.state.kpis} />
          </div>
          <DayBoard
            key={`${routeCode}|${date}`}
            day={day.data}
            customerCode={customerCode}
            onCustomer={chooseCustomer}
          />
          {saving === key && isLive && (
            <SaveDialog
              day={day.data}
              onClose={() => setSaving(null)}
              onSaved={() => {
                setSaving(null);
                setSaved(key);
              }}
            />
          )}
        </>
      ) : day.isError ? (
        <CannotOpen
          error={day.error}
          onRetry={() => void day.refetch()}
          asked={key}
          onDate={chooseDate}
        />
      ) : (
        <Loading />
      )}
    </div>
  );
}
