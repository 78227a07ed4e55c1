import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ProblemError } from "@/api/client";
import { Button } from "@/components/Button";
import { routeDatesQuery } from "@/features/selection";
import { useFormats } from "@/formats/useFormats";

interface Props {
  error: Error;
  onRetry: () => void;
  routeCode?: string;
  onDate?: (date: string) => void;
}

const NEAR = 6;

/** Why the day cannot be shown, and the way on from here. */
export function CannotOpen({ error, onRetry, routeCode, onDate }: Props) {
  const { t } = useTranslation("page");
  const refused = error instanceof ProblemError ? error : null;
  return (
    <main className="mx-auto grid max-w-2xl gap-4 px-4 py-12">
      <h2 className="font-semibold text-xl tracking-tight">
        {refused ? refused.problem.title : t("cannotReach")}
      </h2>
      <p role="alert">{refused ? refused.message : t("unreachable")}</p>
      {refused?.is("day-not-planned") && routeCode && onDate ? (
        <OtherDates routeCode={routeCode} onDate={onDate} />
      ) : (
        <Button className="justify-self-start" onClick={onRetry}>
          {t("tryAgain")}
        </Button>
      )}
    </main>
  );
}

function OtherDates({ routeCode, onDate }: { routeCode: string; onDate: (date: string) => void }) {
  const { t } = useTranslation("page");
  const { date: formatDate } = useFormats();
  const dates = useQuery(routeDatesQuery(routeCode)).data ?? [];
  if (dates.length === 0) return <p>{t("neverPlanned")}</p>;
  return (
    <div>
      <p className="text-mute">{t("plannedDates")}</p>
      <ul className="mt-2 flex flex-wrap gap-2">
        {dates.slice(0, NEAR).map(({ date, saved }) => (
          <li key={date}>
            <Button onClick={() => onDate(date)}>
              {formatDate(date)}
              {saved && <span className="font-normal text-blue text-xs">{t("readOnly")}</span>}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
