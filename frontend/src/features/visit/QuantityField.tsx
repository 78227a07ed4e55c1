import { type KeyboardEvent, memo, useId } from "react";
import { useTranslation } from "@/formats/useTranslation";
import { useQuantityEntry } from "./useQuantityEntry";

interface Props {
  itemName: string;
  quantity: number | null;
  edited: boolean;
  /** The quantity that was entered; null takes the entry back. */
  onEnter: (quantity: number | null) => void;
}

/** One actual quantity: typed or stepped. Empty means that nobody has told it yet. */
export const QuantityField = memo(function QuantityField(props: Props) {
  const { itemName, quantity, edited, onEnter } = props;
  const { t } = useTranslation("visit");
  const noteId = useId();
  const entry = useQuantityEntry(quantity, onEnter);
  const { current, notTaken } = entry;
  const isTooLarge = notTaken?.kind === "too-large";

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    const by = STEPS[event.key];
    if (by) {
      event.preventDefault();
      entry.stepBy(by);
    } else if (event.key === "Enter") {
      entry.commit();
    } else if (event.key === "Escape" && entry.isTyping) {
      event.stopPropagation();
      entry.cancel();
    }
  }

  return (
    <span className="inline-flex flex-col items-end">
      <span
        className={`inline-flex rounded-xl border focus-within:border-blue tabular:rounded-lg ${isTooLarge ? "border-red" : "border-line"}`}
      >
        <Stepper
          sign="−"
          label={t("oneLess", { item: itemName })}
          disabled={current === 0 || current === null}
          onPress={() => entry.stepBy(-1)}
        />
        <input
          data-quantity
          type="text"
          inputMode="numeric"
          autoComplete="off"
          enterKeyHint="next"
          placeholder="–"
          aria-label={t("actualOf", { item: itemName })}
          aria-invalid={isTooLarge || undefined}
          aria-describedby={notTaken ? noteId : undefined}
          value={entry.text}
          onFocus={(event) => event.target.select()}
          onChange={(event) => entry.type(event.target.value)}
          onBlur={entry.commit}
          onKeyDown={onKeyDown}
          className={`h-11 w-14 border-line border-x text-center font-semibold text-base outline-none placeholder:text-mute tabular:h-8 tabular:w-16 tabular:text-sm ${edited ? "bg-edited shadow-[inset_0_-2px_var(--brand)]" : "bg-field"}`}
        />
        <Stepper
          sign="+"
          label={t("oneMore", { item: itemName })}
          onPress={() => entry.stepBy(1)}
        />
      </span>
      {isTooLarge && (
        <span id={noteId} role="alert" className={`${NOTE} text-red`}>
          {t("tooLarge")}
        </span>
      )}
      {/* There before its words, or a screen reader would not tell them. */}
      {!isTooLarge && (entry.isTyping || notTaken) && (
        <span id={noteId} role="status" className={notTaken ? `${NOTE} text-amber` : ""}>
          {notTaken?.kind === "negative" && t("negative")}
          {notTaken?.kind === "unreadable" && t("unreadable", { text: shortened(notTaken.text) })}
        </span>
      )}
    </span>
  );
});

const NOTE = "mt-1 max-w-48 break-words text-end text-xs";

const LONGEST_ECHO = 20;

function shortened(text: string): string {
  return text.length > LONGEST_ECHO ? `${text.slice(0, LONGEST_ECHO)}…` : text;
}

const STEPS: Record<string, number> = { "+": 1, PageUp: 10, PageDown: -10 };

interface StepperProps {
  sign: string;
  label: string;
  disabled?: boolean;
  onPress: () => void;
}

function Stepper({ sign, label, disabled = false, onPress }: StepperProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={label}
      disabled={disabled}
      onClick={onPress}
      className="h-11 w-11 bg-sunken first:rounded-s-[0.7rem] last:rounded-e-[0.7rem] tabular:first:rounded-s-[0.45rem] tabular:last:rounded-e-[0.45rem] text-lg text-mute -outline-offset-2 hover:text-ink disabled:text-edge/50 tabular:h-8 tabular:w-8 tabular:text-base"
    >
      {sign}
    </button>
  );
}
