import { useCallback, useEffect, useMemo, useState } from "react";
import { Button } from "@/components/Button";
import { deviceStorage } from "@/components/DeviceStorage";
import { Notice } from "@/components/Notice";
import { tellHeight } from "@/components/tellHeight";
import { KeptAside } from "@/features/conflict";
import type { DayKey } from "@/features/day";
import { VersionNotice } from "@/features/history";
import { MaintenanceBanner } from "@/features/maintenance";
import { AlsoHere, NewsNotice, useNotices } from "@/features/notices";
import { rememberRoute, type Selection } from "@/features/selection";
import { useTranslation } from "@/formats/useTranslation";
import { CannotOpen } from "./CannotOpen";
import { DayActions } from "./DayActions";
import { DayBoard } from "./DayBoard";
import { DayDialogs, type DialogName, type Done } from "./DayDialogs";
import { Header } from "./Header";
import { KpiStrip } from "./KpiStrip";
import { Loading } from "./Loading";
import { ModeBadge } from "./ModeBadge";
import { Notices } from "./Notices";
import { RefusedNotices } from "./RefusedNotices";
import { Standing } from "./Standing";
import { StorageNotice } from "./StorageNotice";
import { useShownDay } from "./useShownDay";

const tellNotices = tellHeight("--notices");

interface Props {
  routeCode: string;
  date: string;
  today: string;
  me: string;
  customerCode: string | null;
  /** An earlier saved version, where one is asked for. */
  version: number | null;
  onChoose: (change: { route?: string; date?: string }) => void;
  onSelect: (change: Partial<Selection>) => void;
}

/** One route on one date, from the first look to the save, and every version saved of it. */
export function OpenDay(props: Props) {
  const { routeCode, date, today, customerCode, onChoose, onSelect } = props;
  const { t } = useTranslation("page");
  const key = useMemo(() => ({ routeCode, date }), [routeCode, date]);
  const { shown, newest, version, error, refetch } = useShownDay(key, props.version);
  const notices = useNotices(key, newest, props.me);
  const [opened, setOpened] = useState<{ key: typeof key; dialog: DialogName } | null>(null);
  const [done, setDone] = useState<{ key: typeof key; what: Done } | null>(null);
  const dialog = opened?.key === key ? opened.dialog : null;
  const openDialog = (name: DialogName | null) => setOpened(name && { key, dialog: name });
  const isOpened = Boolean(newest);
  useEffect(() => {
    if (isOpened) rememberRoute(deviceStorage, routeCode);
  }, [isOpened, routeCode]);

  const chooseDate = useCallback((chosen: string) => onChoose({ date: chosen }), [onChoose]);
  const openAnother = (day: DayKey) => onChoose({ route: day.routeCode, date: day.date });
  const chooseCustomer = useCallback(
    (customer: string | null) => onSelect({ customer }),
    [onSelect],
  );
  const showVersion = (chosen: number | null) =>
    onSelect({ version: chosen === null ? null : String(chosen) });
  // On a phone the customer in hand has the whole screen.
  const isInHand = Boolean(customerCode && shown?.state.customers[customerCode]);
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
          badge={shown && <ModeBadge mode={shown.mode} version={version} />}
          standing={shown && <Standing day={shown} />}
          alsoHere={<AlsoHere others={notices.others} />}
          action={
            newest && <DayActions day={newest} isEarlier={version !== null} onOpen={openDialog} />
          }
        />
      </div>
      <div ref={tellNotices} className="sticky top-0 z-20 board:static">
        <MaintenanceBanner today={today} />
        <StorageNotice />
        {version !== null && shown && (
          <VersionNotice day={shown} newest={newest} onBack={() => showVersion(null)} />
        )}
        {done?.key === key && newest && (
          <Notice
            tone="green"
            role="status"
            action={
              <Button look="quiet" onClick={() => setDone(null)}>
                {t("dismiss")}
              </Button>
            }
          >
            {t(`done.${done.what}`, { version: newest.session?.record_version })}
          </Notice>
        )}
        {newest && <NewsNotice day={newest} notices={notices} />}
        {version === null && newest && (
          <KeptAside day={newest} onMerge={() => openDialog("merge")} />
        )}
        {shown && <Notices day={shown} refreshError={error} />}
        <RefusedNotices open={key} onOpen={openAnother} />
      </div>
      {shown ? (
        <>
          <div className={besideVisit}>
            <KpiStrip state={shown.state} />
          </div>
          <DayBoard
            key={`${routeCode}|${date}`}
            day={shown}
            customerCode={customerCode}
            onCustomer={chooseCustomer}
          />
        </>
      ) : error ? (
        <CannotOpen error={error} onRetry={refetch} asked={key} onDate={chooseDate} />
      ) : (
        <Loading />
      )}
      {newest && (
        <DayDialogs
          dialog={dialog}
          day={newest}
          dayKey={key}
          version={version}
          onDialog={openDialog}
          onDone={(what) => {
            openDialog(null);
            setDone({ key, what });
          }}
          onVersion={(chosen) => {
            openDialog(null);
            showVersion(chosen);
          }}
        />
      )}
    </div>
  );
}
