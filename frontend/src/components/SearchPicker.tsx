import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { ChoiceList } from "./ChoiceList";

export interface Choice {
  id: string;
  text: string;
  detail?: ReactNode;
}

interface Props {
  label: string;
  /** On narrow screens, or always, only a screen reader is told the label. */
  hideLabel?: "narrow" | "always";
  placeholder?: string;
  /** What is chosen, shown while nobody is typing. */
  shown?: string;
  /** What to choose from, asked for while the list is open. */
  choices: () => readonly Choice[];
  /** What is typed; the caller narrows `choices` by it. Empty when the list closes. */
  onSearch: (text: string) => void;
  onPick: (id: string) => void;
  /** The id of what is typed, where the text alone says it: it is picked without a list. */
  exact?: (text: string) => string | null;
  /** The focus goes on; `text`: what was typed and not picked. */
  onLeft?: (text: string) => void;
  /** Escape leaves the search altogether; without this it only closes the list. */
  onLeave?: () => void;
  /** Said in place of the list when there is no choice. */
  empty: string;
  autoFocus?: boolean;
  className?: string;
}

/** Type to search, pick one: a combobox whose list opens on focus. */
export function SearchPicker(props: Props) {
  const { label, hideLabel, placeholder, shown = "", onSearch, onPick, empty } = props;
  const id = useId();
  const listId = `${id}-list`;
  const frame = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState<string | null>(null);
  const [wanted, setWanted] = useState(-1);
  const choices = isOpen ? props.choices() : [];
  const active = Math.min(wanted, choices.length - 1);

  useEffect(() => {
    if (props.autoFocus) input.current?.focus();
  }, [props.autoFocus]);

  function open(): void {
    if (isOpen) return;
    setOpen(true);
    setWanted(-1);
  }

  function close(): void {
    setOpen(false);
    setTyped(null);
    if (typed !== null) onSearch("");
  }

  function type(text: string): void {
    const exact = props.exact?.(text);
    if (exact) {
      close();
      onPick(exact);
      return;
    }
    setOpen(true);
    setTyped(text);
    setWanted(text.trim() ? 0 : -1);
    onSearch(text);
  }

  function pick(choice: Choice | undefined): void {
    if (!choice) return;
    close();
    onPick(choice.id);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) {
      event.preventDefault();
      if (isOpen) setWanted(around(active, by, choices.length));
      else open();
    } else if (event.key === "Enter" && isOpen) {
      event.preventDefault();
      pick(choices[active]);
    } else if (event.key === "Escape" && (isOpen || props.onLeave)) {
      event.stopPropagation();
      close();
      props.onLeave?.();
    }
  }

  return (
    <div
      ref={frame}
      className={`flex min-w-0 items-center gap-2 rounded-xl border border-line bg-field ps-2.5 focus-within:border-blue md:ps-3 ${props.className ?? ""}`}
    >
      <label htmlFor={id} className={LABELS[hideLabel ?? "never"]}>
        {label}
      </label>
      <input
        ref={input}
        id={id}
        type="text"
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && active >= 0 ? `${listId}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={typed ?? shown}
        onChange={(event) => type(event.target.value)}
        onFocus={(event) => {
          event.target.select();
          open();
        }}
        onClick={open}
        onBlur={() => {
          close();
          props.onLeft?.(typed?.trim() ?? "");
        }}
        onKeyDown={onKeyDown}
        className="min-h-11 w-full min-w-0 truncate rounded-xl bg-transparent pe-2 font-semibold md:pe-3 outline-none placeholder:font-normal placeholder:text-mute md:min-h-9"
      />
      {isOpen && (
        <ChoiceList
          id={listId}
          anchor={frame}
          choices={choices}
          active={active}
          empty={empty}
          onPick={(choice) => {
            pick(choice);
            // A finger is done; without this the phone's keyboard stays up.
            input.current?.blur();
          }}
        />
      )}
    </div>
  );
}

const LABELS = {
  never: "shrink-0 text-mute text-xs",
  narrow: "shrink-0 text-mute text-xs max-md:sr-only",
  always: "sr-only",
} as const;

function around(from: number, by: number, count: number): number {
  if (count === 0) return -1;
  if (from < 0) return by > 0 ? 0 : count - 1;
  return (from + by + count) % count;
}
