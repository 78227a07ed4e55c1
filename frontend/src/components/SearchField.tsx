import { useId } from "react";

interface Props {
  label: string;
  /** What the empty field says, where there is no room for the label. */
  placeholder?: string;
  text: string;
  onText: (text: string) => void;
  className?: string;
}

/** Narrows a list to what has the text. */
export function SearchField({ label, placeholder, text, onText, className = "" }: Props) {
  const id = useId();
  return (
    <>
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <input
        id={id}
        type="search"
        value={text}
        placeholder={placeholder ?? label}
        onChange={(event) => onText(event.target.value)}
        className={`min-h-11 w-full min-w-0 truncate rounded-lg border border-line bg-field px-3 md:min-h-9 ${className}`}
      />
    </>
  );
}
