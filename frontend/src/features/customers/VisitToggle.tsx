import { Spinner } from "@/components/Button";
import { usePressOnce } from "@/components/usePressOnce";
import { useChange } from "@/features/day";
import { useTranslation } from "@/formats/useTranslation";

interface Props {
  customerCode: string;
  name: string;
  visited: boolean;
  /** What was asked for and is not acknowledged yet. */
  unsent: boolean | undefined;
  place: number | "+";
  isNext: boolean;
  readOnly: boolean;
}

/**
 * Marks a customer visited. While a change is on its way it is disabled: one press, one change. It
 * stays in the order of focus then, or the keyboard would lose its place.
 */
export function VisitToggle(props: Props) {
  const { customerCode, name, visited, unsent, place, isNext, readOnly } = props;
  const { t } = useTranslation("customers");
  const change = useChange();
  const isOnItsWay = unsent !== undefined;
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
      className={`grid size-7 place-items-center rounded-full font-bold text-xs lg:size-6 ${look}`}
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
      aria-checked={unsent ?? visited}
      aria-label={t("toggle", { name })}
      title={t(visited ? "takeBack" : "markVisited")}
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
