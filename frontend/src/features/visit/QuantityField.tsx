import { type KeyboardEvent, memo, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { readEntry, step } from "./quantity";

interface Props {
  itemName: string;
  quantity: number | null;
  edited: boolean;
  /** The quantity that was entered; null takes the entry back. */
  onEnter: (quantity: number | null) => void;
}

/** A pause in stepping after which the sum of the steps is entered. */
const PAUSE = 400;

/** One actual quantity: typed or stepped. Empty means that nobody has told it yet. */
export const QuantityField = memo(function QuantityField(props: Props) {
  const { itemName, quantity, edited, onEnter } = props;
  const { t } = useTranslation("visit");
  const errorId = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [stepped, setStepped] = useState<number | null>(null);
  const [isTooLarge, setTooLarge] = useState(false);
  const timer = useRef<number | undefined>(undefined);
  const enter = useRef(onEnter);
  enter.current = onEnter;

  useEffect(() => {
    if (stepped === null) return;
    timer.current = window.setTimeout(() => {
      enter.current(stepped);
      setStepped(null);
    }, PAUSE);
    return () => window.clearTimeout(timer.current);
  }, [stepped]);
  // A step that waits for its pause is not lost when the row goes away.
  const waiting = useRef<number | null>(null);
  waiting.current = stepped;
  useEffect(() => () => void (waiting.current !== null && enter.current(waiting.current)), []);

  const current = stepped ?? quantity;
  const text = typed ?? (current === null ? "" : String(current));

  function commit(): void {
    if (typed === null) return;
    const entry = readEntry(typed);
    setTyped(null);
    setTooLarge(entry.kind === "too-large");
    if (entry.kind === "quantity" && entry.quantity !== quantity) onEnter(entry.quantity);
  }

  function stepBy(by: number): void {
    setTyped(null);
    setTooLarge(false);
    setStepped(step(current, by));
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === "Enter") {
      commit();
    } else if (event.key === "Escape" && typed !== null) {
      setTyped(null);
      setTooLarge(false);
      event.stopPropagation();
    } else if (event.key === "+" || event.key === "PageUp") {
      event.preventDefault();
      stepBy(event.key === "+" ? 1 : 10);
    } else if (event.key === "PageDown") {
      event.preventDefault();
      stepBy(-10);
    }
  }

  return (
    <span className="inline-flex flex-col items-end">
      <span
        className={`inline-flex overflow-hidden rounded-xl border focus-within:border-blue md:rounded-lg ${isTooLarge ? "border-red" : "border-line"}`}
      >
        <Stepper
          sign="−"
          label={t("oneLess", { item: itemName })}
          disabled={current === 0 || current === null}
          onPress={() => stepBy(-1)}
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
          aria-describedby={isTooLarge ? errorId : undefined}
          value={text}
          onFocus={(event) => event.target.select()}
          onChange={(event) => {
            setTyped(event.target.value);
            setTooLarge(false);
          }}
          onBlur={commit}
          onKeyDown={onKeyDown}
          className={`h-11 w-14 border-line border-x text-center font-semibold text-base outline-none placeholder:text-mute md:h-8 md:w-16 md:text-sm ${edited ? "bg-edited shadow-[inset_0_-2px_var(--brand)]" : "bg-field"}`}
        />
        <Stepper sign="+" label={t("oneMore", { item: itemName })} onPress={() => stepBy(1)} />
      </span>
      {isTooLarge && (
        <span id={errorId} role="alert" className="mt-1 max-w-48 text-end text-red text-xs">
          {t("tooLarge")}
        </span>
      )}
    </span>
  );
});

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
      className="h-11 w-11 bg-sunken text-lg text-mute -outline-offset-2 hover:text-ink disabled:opacity-50 md:h-8 md:w-8 md:text-base"
    >
      {sign}
    </button>
  );
}
