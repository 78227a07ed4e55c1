import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { DayChangesProvider } from "@/features/day";
import { deploymentQuery, useSelection } from "@/features/selection";
import { TimeZone } from "@/formats/TimeZone";
import { CannotOpen } from "./CannotOpen";
import { Header } from "./Header";
import { OpenDay } from "./OpenDay";
import { Opening } from "./Opening";
import { Welcome } from "./Welcome";

/** The page: choose a route and a date, follow the day, save it. */
export function SalesSupervision() {
  const [selection, select] = useSelection();
  const deployment = useQuery(deploymentQuery);
  const today = deployment.data?.today;
  const date = selection.date ?? today;
  const choose = useCallback(
    (change: { route?: string; date?: string }) =>
      select({ ...change, customer: null, review: null }),
    [select],
  );
  const onRoute = useCallback((route: string) => choose({ route }), [choose]);

  if (!date || !today) {
    return (
      <Opening>
        {deployment.isError && (
          <CannotOpen error={deployment.error} onRetry={() => void deployment.refetch()} />
        )}
      </Opening>
    );
  }
  return (
    <TimeZone value={deployment.data?.time_zone}>
      {selection.route ? (
        <DayChangesProvider day={{ routeCode: selection.route, date }}>
          <OpenDay
            routeCode={selection.route}
            date={date}
            today={today}
            customerCode={selection.customer}
            onChoose={choose}
            onCustomer={select}
          />
        </DayChangesProvider>
      ) : (
        <>
          <Header
            routeCode={null}
            date={date}
            today={today}
            onRoute={onRoute}
            onDate={(chosen) => choose({ date: chosen })}
          />
          <Welcome onRoute={onRoute} />
        </>
      )}
    </TimeZone>
  );
}
