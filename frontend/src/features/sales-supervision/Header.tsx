import { useTranslation } from "react-i18next";
import type { Day } from "@/api/types";
import { Button } from "@/components/Button";
import { DatePicker, RoutePicker } from "@/features/selection";
import { useFormats } from "@/formats/useFormats";
import { ThemeSwitch } from "./ThemeSwitch";

interface Props {
  routeCode: string | null;
  date: string;
  day: Day | null;
  onRoute: (routeCode: string) => void;
  onDate: (date: string) => void;
  onSave: () => void;
}

/** What is open, in which mode, how safe it is, and how to close the day. */
export function Header({ routeCode, date, day, onRoute, onDate, onSave }: Props) {
  const { t } = useTranslation("page");
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-b bg-card px-4 py-2.5 lg:px-5">
      <h1 className="me-1 font-bold tracking-tight">{t("title")}</h1>
      <span className="order-1 ms-auto flex items-center gap-2 md:order-none md:hidden">
        <ThemeSwitch />
      </span>
      <div className="order-2 flex min-w-0 basis-full flex-wrap items-center gap-2 md:order-none md:basis-auto">
        <div className="min-w-0 flex-1 md:flex-none">
          <RoutePicker routeCode={routeCode} onPick={onRoute} />
        </div>
        {routeCode && <DatePicker routeCode={routeCode} date={date} onPick={onDate} />}
      </div>
      {day && (
        <div className="order-3 flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1 md:order-none">
          <ModeBadge day={day} />
          <Standing day={day} />
        </div>
      )}
      <div className="order-4 ms-auto flex items-center gap-2 md:order-none">
        <span className="hidden md:block">
          <ThemeSwitch />
        </span>
        {day?.mode === "live" && (
          <Button look="primary" onClick={onSave}>
            {t("save")}
          </Button>
        )}
      </div>
    </header>
  );
}

function ModeBadge({ day }: { day: Day }) {
  const { t } = useTranslation("page");
  if (day.mode === "historical") {
    return (
      <span className="rounded-full bg-blue-soft px-2.5 py-1 font-semibold text-blue text-xs">
        {t("readOnly")}
      </span>
    );
  }
  return (
    <span className="flex items-center gap-1.5 rounded-full bg-brand-soft px-2.5 py-1 font-semibold text-brand text-xs">
      <span aria-hidden="true" className="size-1.5 rounded-full bg-current" />
      {t("live")}
    </span>
  );
}

function Standing({ day }: { day: Day }) {
  const { t } = useTranslation("page");
  const { time } = useFormats();
  if (day.mode === "historical" && day.session) {
    return (
      <p className="text-mute text-xs">
        {t("savedBy", {
          name: day.session.saved_by,
          time: time(day.session.saved_at),
          version: day.session.record_version,
        })}
      </p>
    );
  }
  const { actuals_received_at: received } = day.plan.freshness;
  return (
    <p className="text-mute text-xs">
      {day.draft ? t("draftKept", { time: time(day.draft.kept_at) }) : t("nothingRecorded")}
      {received && ` · ${t("feedAt", { time: time(received) })}`}
    </p>
  );
}
