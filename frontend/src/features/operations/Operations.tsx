import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "@/components/Skeleton";
import { SignedInPage } from "@/features/identity";
import { useTranslation } from "@/formats/useTranslation";
import { CannotReport } from "./CannotReport";
import { PeriodPicker } from "./PeriodPicker";
import { Report } from "./Report";
import { reportQuery } from "./reportQuery";
import { type Period, usePeriod } from "./usePeriod";

/** How the product runs, line by line of the deployment checklist; for an administrator. */
export function Operations() {
  const { t } = useTranslation("operations");
  const [period, setPeriod] = usePeriod();
  return (
    <SignedInPage
      title={t("title")}
      needs="see-operations"
      actions={<PeriodPicker period={period} onPick={setPeriod} />}
    >
      {() => <ReportOf period={period} />}
    </SignedInPage>
  );
}

function ReportOf({ period }: { period: Period }) {
  const { t } = useTranslation("operations");
  const report = useQuery(reportQuery(period));
  if (report.data) return <Report report={report.data} isOld={report.isError} />;
  if (!report.error) return <Skeleton rows={10} label={t("loading")} />;
  return <CannotReport error={report.error} onRetry={() => void report.refetch()} />;
}
