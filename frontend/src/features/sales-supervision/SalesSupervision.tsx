import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { DayChangesProvider, useSendWhenOver } from "@/features/day";
import { meQuery, useWayBack } from "@/features/identity";
import { MaintenanceBanner, useMaintenance } from "@/features/maintenance";
import { deploymentQuery, useDateInAddress, useSelection } from "@/features/selection";
import { TimeZone } from "@/formats/TimeZone";
import { CannotOpen } from "./CannotOpen";
import { Header } from "./Header";
import { OpenDay } from "./OpenDay";
import { Opening } from "./Opening";
import { RefusedNotices } from "./RefusedNotices";
import { Welcome } from "./Welcome";

/** The page: choose a route and a date, follow the day, save it. */
export function SalesSupervision() {
  const [selection, select] = useSelection();
  const deployment = useQuery(deploymentQuery);
  const me = useQuery(meQuery);
  const isGoingBack = useWayBack(me.data);
  const today = deployment.data?.today;
  const date = selection.date ?? today;
  useDateInAddress(selection, today);
  const choose = useCallback(
    (change: { route?: string; date?: string }) =>
      select({ ...change, customer: null, review: null, version: null }),
    [select],
  );
  const onRoute = useCallback((route: string) => choose({ route }), [choose]);

  if (!deployment.data || !me.data || isGoingBack || !date || !today) {
    const failed = [deployment, me].find(({ isError }) => isError);
    return (
      <Opening>
        {failed?.error && <CannotOpen error={failed.error} onRetry={() => void failed.refetch()} />}
      </Opening>
    );
  }
  const { time_zone: timeZone } = deployment.data;
  const { user_name: userName } = me.data;
  const day = selection.route ? { routeCode: selection.route, date } : null;
  return (
    <TimeZone value={timeZone}>
      <DayChangesProvider key={userName} userName={userName} day={day}>
        <SendAfterMaintenance />
        {day ? (
          <OpenDay
            routeCode={day.routeCode}
            date={date}
            today={today}
            me={userName}
            customerCode={selection.customer}
            onChoose={choose}
            version={versionIn(selection.version)}
            onSelect={select}
          />
        ) : (
          <>
            <Header
              routeCode={null}
              date={date}
              today={today}
              onRoute={onRoute}
              onDate={(chosen) => choose({ date: chosen })}
            />
            <MaintenanceBanner today={today} />
            <RefusedNotices
              open={null}
              onOpen={(refused) => choose({ route: refused.routeCode, date: refused.date })}
            />
            <Welcome onRoute={onRoute} />
          </>
        )}
      </DayChangesProvider>
    </TimeZone>
  );
}

/** What was kept on the device is sent as soon as maintenance is over, however early. */
function SendAfterMaintenance() {
  useSendWhenOver(useMaintenance()?.is_on ?? false);
  return null;
}

function versionIn(text: string | null): number | null {
  const version = Number(text);
  return Number.isSafeInteger(version) && version > 0 ? version : null;
}
