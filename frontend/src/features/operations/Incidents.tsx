import type { OperationsReport } from "@/api/types";
import { Notice } from "@/components/Notice";
import { useTranslation } from "@/formats/useTranslation";

interface Props {
  incidents: OperationsReport["incidents"];
  /** When the database last did not answer, as the report tells it; null: not of late. */
  downAt: string | null;
}

/** What is wrong by the figures of the last two hours, each with the page that says what to do. */
export function Incidents({ incidents, downAt }: Props) {
  const { t } = useTranslation("operations");
  return (
    <div className="overflow-hidden rounded-xl">
      {incidents.length === 0 && <Notice tone="green">{t("nothingShows")}</Notice>}
      {downAt && !incidents.includes("database-down") && (
        <Notice tone="amber">{t("databaseAnswers", { moment: downAt })}</Notice>
      )}
      {incidents.map((incident) => (
        <Notice key={incident} tone="red">
          {t(`incidents.${incident}`)}{" "}
          <a
            href={`/incidents/${incident}`}
            className="inline-flex min-h-6 items-center font-semibold underline"
          >
            {t("whatToDo")}
            <span className="sr-only">: {t(`incidents.${incident}`)}</span>
          </a>
        </Notice>
      ))}
    </div>
  );
}
