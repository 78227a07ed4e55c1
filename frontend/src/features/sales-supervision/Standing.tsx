import { Fragment, type ReactNode } from "react";
import type { Day } from "@/api/types";
import { useSending } from "@/features/day";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";

/** How safe the entries are, how fresh the feeds, and how much nobody has told yet. */
export function Standing({ day }: { day: Day }) {
  const { t } = useTranslation("page");
  const { units } = useFormats();
  const parts = [...useKept(day), ...useFreshness(day)];
  const untold = day.state.kpis.untold_quantities;
  return (
    <p className="min-w-0 text-mute text-xs leading-snug">
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts keep their order.
        <Fragment key={index}>
          {index > 0 && " · "}
          {part}
        </Fragment>
      ))}
      {untold > 0 && (
        <>
          {" · "}
          <span className="font-semibold text-amber">
            {t("untold", { count: untold, units: units(untold) })}
          </span>
        </>
      )}
    </p>
  );
}

function useKept(day: Day): ReactNode[] {
  const { t } = useTranslation("page");
  const { time, date } = useFormats();
  const { unsent, unreachable } = useSending();
  if (day.mode === "historical" && day.session) {
    const { saved_by: name, saved_at: at, record_version: version } = day.session;
    return [t("savedBy", { name, date: date(at), time: time(at), version })];
  }
  if (unsent.length > 0 && unreachable) return [t("notSentYet", { count: unsent.length })];
  const kept = day.draft ? t("draftKept", { time: time(day.draft.kept_at) }) : t("nothingRecorded");
  if (unsent.length === 0) return [kept];
  return [
    <span key="keeping" className="appears-late">
      {t("keeping")}
    </span>,
  ];
}

function useFreshness(day: Day): string[] {
  const { t } = useTranslation("page");
  const { moment } = useFormats();
  const { actuals_received_at: received } = day.plan.freshness;
  return received ? [t("salesAsOf", { time: moment(received, day.date) })] : [];
}
