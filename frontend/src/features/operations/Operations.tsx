import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "@/components/Skeleton";
import { SignedInPage } from "@/features/identity";
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
  const report = useQuery(reportQuery(period));
  return (
    <SignedInPage title={t("title")} actions={<PeriodPicker period={period} onPick={setPeriod} />}>
      {() =>
        report.data ? (
          <Report report={report.data} isOld={report.isError} />
        ) : report.error ? (
          <CannotReport error={report.error} onRetry={() => void report.refetch()} />
        ) : (
          <Skeleton rows={10} label={t("loading")} />
        )
      }
    </SignedInPage>
  );
}
