import { Spinner } from "@/components/Button";
import { usePressOnce } from "@/components/usePressOnce";
import { type EnteredVisit, useChange } from "@/features/day";
import { useTranslation } from "@/formats/useTranslation";

interface Props {
  customerCode: string;
  name: string;
  visit: EnteredVisit;
  place: number | "+";
  isNext: boolean;
  readOnly: boolean;
}

/**
 * Marks a customer visited. While a change is on its way it is disabled: one press, one change. It
 * stays in the order of focus then, or the keyboard would lose its place. What waits for the server
 * is shown as entered, with a mark, and can be taken back.
 */
export function VisitToggle(props: Props) {
  const { customerCode, name, visit, place, isNext, readOnly } = props;
  const { t } = useTranslation("customers");
  const change = useChange();
  const { visited, sending } = visit;
  const isOnItsWay = sending === "now";
  const isWaiting = sending === "waiting";
  const { press, isResting } = usePressOnce(() =>
    change({ kind: visited ? "unvisit" : "visit", customerCode }),
  );
  const face = isOnItsWay ? <Spinner /> : visited ? <Tick /> : place;
  const look = visited
    ? "bg-brand text-on-brand"
    : isNext
      ? "border-2 border-brand bg-card text-brand"
      : "bg-sunken text-mute";
  const circle = (
    <span
      data-waiting={isWaiting || undefined}
      className={`grid size-7 place-items-center rounded-full font-bold text-xs lg:size-6 ${look} ${isWaiting ? "outline-2 outline-amber outline-dashed outline-offset-2" : ""}`}
    >
      {face}
    </span>
  );
  if (readOnly) {
    return (
      <span className="grid size-11 shrink-0 place-items-center lg:size-9">
        {circle}
        <span className="sr-only">{t(visited ? "visited" : "notVisited")}</span>
      </span>
    );
  }
  return (
    <button
      type="button"
      role="switch"
      aria-checked={visited}
      aria-label={t("toggle", { name })}
      title={t(isWaiting ? "waitingToBeSent" : visited ? "takeBack" : "markVisited")}
      aria-disabled={isOnItsWay || isResting || undefined}
      onClick={() => isOnItsWay || press()}
      className="grid size-11 shrink-0 place-items-center rounded-full lg:size-9"
    >
      {circle}
    </button>
  );
}

function Tick() {
  return (
    <svg aria-hidden="true" viewBox="0 0 12 12" className="size-3">
      <path d="M2 6.5 5 9.5 10 3" fill="none" stroke="currentColor" strokeWidth="2" />
    </svg>
  );
}
