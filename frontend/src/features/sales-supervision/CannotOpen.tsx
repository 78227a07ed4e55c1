import { useQuery } from "@tanstack/react-query";
import { ProblemError } from "@/api/client";
import { Button } from "@/components/Button";
import { nearestDates, routeDatesQuery } from "@/features/selection";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";

interface Props {
  error: Error;
  onRetry: () => void;
  /** The day that was asked for; its route may have other dates. */
  asked?: { routeCode: string; date: string };
  onDate?: (date: string) => void;
}

const NEAR = 8;

/** Why the day cannot be shown, and the way on from here. */
export function CannotOpen({ error, onRetry, asked, onDate }: Props) {
  const { t } = useTranslation("page");
  const refused = error instanceof ProblemError ? error : null;
  return (
    <main className="mx-auto grid w-full max-w-2xl gap-4 px-4 py-12">
      <h2 className="font-semibold text-xl tracking-tight">
        {refused ? refused.problem.title : t("cannotReach")}
      </h2>
      <p role="alert">{refused ? refused.message : t("unreachable")}</p>
      {refused?.is("day-not-planned") && asked && onDate ? (
        <OtherDates {...asked} onDate={onDate} />
      ) : refused?.is("route-not-found") ? null : (
        <Button className="justify-self-start" onClick={onRetry}>
          {t("tryAgain")}
        </Button>
      )}
    </main>
  );
}

interface OtherDatesProps {
  routeCode: string;
  date: string;
  onDate: (date: string) => void;
}

function OtherDates({ routeCode, date: asked, onDate }: OtherDatesProps) {
  const { t } = useTranslation("page");
  const { date: formatDate } = useFormats();
  const dates = useQuery(routeDatesQuery(routeCode));
  if (!dates.data) return null;
  if (dates.data.length === 0) return <p>{t("neverPlanned")}</p>;
  return (
    <div>
      <p className="text-mute">{t("plannedDates")}</p>
      <ul className="mt-2 flex flex-wrap gap-2">
        {nearestDates(dates.data, asked, NEAR).map(({ date, saved }) => (
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
