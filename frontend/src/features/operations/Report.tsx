import { lazy, Suspense } from "react";
import type { OperationsReport } from "@/api/types";
import { Broken } from "@/components/Broken";
import { ErrorBoundary } from "@/components/ErrorBoundary";
import { Notice } from "@/components/Notice";
import { Skeleton } from "@/components/Skeleton";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import { Checklist } from "./Checklist";
import { Endpoints } from "./Endpoints";
import { Feeds } from "./Feeds";
import { Incidents } from "./Incidents";

const Pictures = lazy(() => import("./Pictures"));

interface Props {
  report: OperationsReport;
  /** The server could not be asked again since. */
  isOld: boolean;
}

/** What shows now, the checklist, pictures over time, and the figures behind them. */
export function Report({ report, isOld }: Props) {
  const { t } = useTranslation("operations");
  const { date, time, rate } = useFormats();
  const moment = (iso: string) => `${date(iso)} ${time(iso)}`;
  return (
    <>
      {isOld && (
        <Notice tone="amber" role="status">
          {t("old", { moment: moment(report.made_at) })}
        </Notice>
      )}
      <Incidents
        incidents={report.incidents}
        downAt={report.database_down_at && moment(report.database_down_at)}
      />
      <p className="text-mute text-sm">
        {t("span", { since: moment(report.since), until: moment(report.made_at) })}{" "}
        {report.figures_since
          ? t("figuresSince", { moment: moment(report.figures_since) })
          : t("noFigures")}
      </p>
      <Checklist lines={report.lines} />
      <ErrorBoundary fallback={<Broken />}>
        <Suspense fallback={<Skeleton rows={8} label={t("drawing")} />}>
          <Pictures points={report.points} now={report.made_at} />
        </Suspense>
      </ErrorBoundary>
      <Endpoints endpoints={report.endpoints} />
      <Feeds feeds={report.feeds} />
      <p className="text-mute text-sm">{t("notes", { percent: rate(report.error_percent) })}</p>
      <p className="flex flex-wrap gap-x-4 text-sm">
        <a href="/incidents/" className="inline-flex min-h-6 items-center text-brand underline">
          {t("guides.incidents")}
        </a>
        <a
          href="/guides/operations"
          className="inline-flex min-h-6 items-center text-brand underline"
        >
          {t("guides.operations")}
        </a>
      </p>
    </>
  );
}
