import type { ReactNode } from "react";
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from "react-aria-components";

export interface Choice {
  id: string;
  text: string;
  detail?: ReactNode;
}

interface Props {
  label: string;
  hideLabel?: boolean;
  placeholder?: string;
  choices: Choice[];
  /** What is typed; the caller narrows `choices` by it. */
  text: string;
  onText: (text: string) => void;
  onPick: (id: string) => void;
  empty: string;
  className?: string;
}

/** Type to search, pick one. The list opens on focus. */
export function SearchPicker(props: Props) {
  const { label, hideLabel, placeholder, choices, text, onText, onPick, empty, className } = props;
  return (
    <ComboBox
      className={`flex min-w-0 items-center gap-2 rounded-xl border border-line bg-field ps-3 focus-within:border-blue ${className ?? ""}`}
      menuTrigger="focus"
      allowsEmptyCollection
      allowsCustomValue
      items={choices}
      inputValue={text}
      onInputChange={onText}
      selectedKey={null}
      onSelectionChange={(key) => {
        if (key !== null) onPick(String(key));
      }}
    >
      <Label className={hideLabel ? "sr-only" : "text-mute text-xs"}>{label}</Label>
      <Input
        placeholder={placeholder ?? ""}
        onFocus={(event) => event.target.select()}
        className="min-h-11 w-full min-w-0 rounded-xl bg-transparent pe-3 font-semibold outline-none placeholder:font-normal placeholder:text-mute md:min-h-9"
      />
      <Popover className="w-[max(var(--trigger-width),18rem)] overflow-hidden rounded-xl border border-line bg-card shadow-xl">
        <ListBox
          className="max-h-80 overflow-y-auto p-1 outline-none"
          renderEmptyState={() => <p className="px-3 py-2 text-mute text-sm">{empty}</p>}
        >
          {(choice: Choice) => (
            <ListBoxItem
              id={choice.id}
              textValue={choice.text}
              className="flex min-h-11 cursor-pointer items-center gap-3 rounded-lg px-3 py-1.5 outline-none data-focused:bg-brand-soft md:min-h-9"
            >
              <span dir="auto" className="font-medium">
                {choice.text}
              </span>
              <span className="ms-auto shrink-0 text-mute text-xs">{choice.detail}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
