import { useId } from "react";
import { FIELD } from "./TextField";

interface Props<Value extends string> {
  label: string;
  value: Value;
  choices: readonly (readonly [value: Value, text: string])[];
  onPick: (value: Value) => void;
  hint?: string;
  className?: string;
}

/** One of a few, all of them in view at a press. */
export function SelectField<Value extends string>(props: Props<Value>) {
  const { label, value, choices, onPick, hint, className = "" } = props;
  const id = useId();
  return (
    <div className={`grid content-start gap-1 ${className}`}>
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      <select
        id={id}
        value={value}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onPick(event.target.value as Value)}
        className={FIELD}
      >
        {choices.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
      {hint && (
        <p id={`${id}-hint`} className="text-mute text-xs">
          {hint}
        </p>
      )}
    </div>
  );
}
