import { useQuery } from "@tanstack/react-query";
import { PageFrame } from "@/components/PageFrame";
import { Skeleton } from "@/components/Skeleton";
import { deploymentQuery } from "@/features/selection";
import { TimeZone } from "@/formats/TimeZone";
import { useTranslation } from "@/formats/useTranslation";
import { CannotReport } from "./CannotReport";
import { PeriodPicker } from "./PeriodPicker";
import { Report } from "./Report";
import { reportQuery } from "./reportQuery";
import { usePeriod } from "./usePeriod";

/** How the product runs, line by line of the deployment checklist; for an administrator. */
export function Operations() {
  const { t } = useTranslation("operations");
  const [period, setPeriod] = usePeriod();
  const deployment = useQuery(deploymentQuery);
  const report = useQuery(reportQuery(period));
  return (
    <PageFrame title={t("title")} actions={<PeriodPicker period={period} onPick={setPeriod} />}>
      {report.data && deployment.data ? (
        <TimeZone value={deployment.data.time_zone}>
          <Report report={report.data} isOld={report.isError} />
        </TimeZone>
      ) : report.error ? (
        <CannotReport error={report.error} onRetry={() => void report.refetch()} />
      ) : (
        <Skeleton rows={10} label={t("loading")} />
      )}
    </PageFrame>
  );
}
