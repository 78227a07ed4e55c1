import type { ReactNode } from "react";
import { ThemeSwitch } from "@/components/ThemeSwitch";
import { DemoBanner, Me } from "@/features/identity";
import { DatePicker, RoutePicker } from "@/features/selection";
import { useTranslation } from "@/formats/useTranslation";

interface Props {
  routeCode: string | null;
  date: string;
  today: string;
  onRoute: (routeCode: string) => void;
  onDate: (date: string) => void;
  badge?: ReactNode;
  standing?: ReactNode;
  alsoHere?: ReactNode;
  action?: ReactNode;
}

/**
 * What is open, in which mode, how safe it is, and how to close the day. On a phone two rows:
 * standing and action, then the pickers.
 */
export function Header({ routeCode, date, today, onRoute, onDate, ...parts }: Props) {
  const { t } = useTranslation("page");
  const { badge, standing, alsoHere, action } = parts;
  return (
    <>
      <DemoBanner />
      <header className="flex min-h-15 flex-wrap items-center gap-x-3 gap-y-2 border-line border-b bg-card px-4 py-2 lg:px-5">
        <h1 className={`font-bold tracking-tight xl:me-2 ${badge ? "max-xl:sr-only" : ""}`}>
          {t("title")}
        </h1>
        <div className="order-1 flex basis-full items-center gap-2 md:order-none md:basis-auto md:gap-3">
          <div className="min-w-0 flex-1 md:flex-none">
            <RoutePicker routeCode={routeCode} onPick={onRoute} />
          </div>
          {routeCode && (
            <DatePicker routeCode={routeCode} date={date} today={today} onPick={onDate} />
          )}
        </div>
        {badge}
        <div className="min-w-0 flex-1 max-xl:order-last max-xl:basis-full">{standing}</div>
        <span className="grow xl:hidden" />
        <div className="flex items-center gap-1 md:gap-2">
          {alsoHere}
          <ThemeSwitch />
          {action}
          <Me />
        </div>
      </header>
    </>
  );
}
