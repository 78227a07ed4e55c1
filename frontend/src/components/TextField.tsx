import { type InputHTMLAttributes, type ReactNode, useId } from "react";

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, "value" | "onChange"> {
  label: string;
  value: string;
  onText: (text: string) => void;
  hint?: ReactNode;
  /** Why what is typed was refused. */
  refusal?: string | undefined;
  /** Stands at the end of the field. */
  aside?: ReactNode;
}

export const FIELD =
  "min-h-11 w-full min-w-0 rounded-xl border border-edge bg-field px-3 font-normal aria-invalid:border-red";

/** A labelled field of one line, with what helps to fill it and why it was refused. */
export function TextField(props: Props) {
  const { label, value, onText, hint, refusal, aside, className = "", ...rest } = props;
  const id = useId();
  const told = refusal ?? hint;
  return (
    <div className={`grid content-start gap-1 ${className}`}>
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      <div className="flex gap-2">
        <input
          {...rest}
          id={id}
          value={value}
          aria-invalid={refusal ? true : undefined}
          aria-describedby={told ? `${id}-told` : undefined}
          onChange={(event) => onText(event.target.value)}
          className={FIELD}
        />
        {aside}
      </div>
      {told && (
        <p id={`${id}-told`} className={`text-xs ${refusal ? "text-red" : "text-mute"}`}>
          {told}
        </p>
      )}
    </div>
  );
}
