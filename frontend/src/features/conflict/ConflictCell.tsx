import { useId } from "react";
import type { MergeCell } from "@/api/types";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import type { Side } from "./cells";
import { useCellText } from "./useCellText";

interface Props {
  cell: MergeCell;
  chosen: Side | undefined;
  /** The day's date: a time of another day carries its date. */
  date: string;
  onChoose: (side: Side) => void;
}

/** One cell that both changed: what it was, mine and theirs, one of them to be chosen. */
export function ConflictCell({ cell, chosen, date, onChoose }: Props) {
  const { t } = useTranslation("conflict");
  const { label, value } = useCellText();
  const { moment } = useFormats();
  const id = useId();
  const option = (side: Side, at: string | null) => (
    <SideChoice
      group={id}
      side={side}
      value={value(cell, cell[side])}
      time={at && moment(at, date)}
      isChosen={chosen === side}
      isPassedOver={chosen !== undefined && chosen !== side}
      onChoose={() => onChoose(side)}
    />
  );
  return (
    <fieldset
      aria-labelledby={`${id}-label ${id}-before`}
      data-undecided={chosen === undefined || undefined}
      className="grid grid-cols-2 items-center gap-x-2 gap-y-2 border-line border-t px-4 py-3 md:grid-cols-[minmax(0,1fr)_7rem_11rem_11rem]"
    >
      <div id={`${id}-label`} className="flex min-w-0 flex-wrap items-baseline gap-x-2">
        <bdi className="font-semibold">{label(cell)}</bdi>
        {chosen === undefined && (
          <span className="rounded-md bg-amber-soft px-1.5 py-0.5 font-semibold text-amber text-xs">
            {t("merge.open")}
          </span>
        )}
      </div>
      <p
        id={`${id}-before`}
        className="flex flex-wrap items-baseline justify-end gap-x-2 md:block md:ps-3"
      >
        <span className="text-mute text-xs md:block">{t("before")}</span>{" "}
        <bdi className="font-semibold text-mute md:text-base">{value(cell, cell.before)}</bdi>
      </p>
      {option("mine", cell.mine_at)}
      {option("theirs", cell.theirs_at)}
    </fieldset>
  );
}

interface SideChoiceProps {
  group: string;
  side: Side;
  value: string;
  time: string | null;
  isChosen: boolean;
  isPassedOver: boolean;
  onChoose: () => void;
}

function SideChoice(props: SideChoiceProps) {
  const { group, side, value, time, isChosen, isPassedOver, onChoose } = props;
  const { t } = useTranslation("conflict");
  return (
    <label
      className={`relative flex min-h-14 min-w-0 items-center gap-2 rounded-xl border-2 px-3 py-1.5 has-focus-visible:outline-2 has-focus-visible:outline-blue has-focus-visible:outline-offset-2 ${isChosen ? "border-brand bg-brand-soft text-brand" : "border-line bg-field hover:border-edge"}`}
    >
      <input
        type="radio"
        name={group}
        checked={isChosen}
        onChange={onChoose}
        className="absolute inset-0 size-full cursor-pointer opacity-0"
      />
      <span className="min-w-0 flex-1">
        <span className={`block text-xs ${isChosen ? "" : "text-mute"}`}>
          {t(`side.${side}`)}
          {time && ` · ${time}`}
        </span>
        <bdi
          className={`block truncate font-semibold text-base ${isPassedOver ? "text-mute line-through decoration-1" : ""}`}
        >
          {value}
        </bdi>
      </span>
      <span
        aria-hidden="true"
        className={`grid size-5 shrink-0 place-items-center rounded-full border-2 ${isChosen ? "border-brand bg-brand text-on-brand" : "border-edge"}`}
      >
        {isChosen && (
          <svg aria-hidden="true" viewBox="0 0 12 12" className="size-2.5">
            <path d="M2 6.5 5 9.5 10 3" fill="none" stroke="currentColor" strokeWidth="2.5" />
          </svg>
        )}
      </span>
    </label>
  );
}
