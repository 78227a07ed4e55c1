import { useState } from "react";
import { Button } from "./Button";

interface Props {
  text: string;
  /** What the second press does, in its own words. */
  sureText: string;
  /** For a screen reader, where the text alone does not name what it is about. */
  label?: string;
  sureLabel?: string;
  busy: boolean;
  onSure: () => void;
}

/** What cannot be taken back: asks once more where it was pressed, until the focus goes on. */
export function SureButton({ text, sureText, label, sureLabel, busy, onSure }: Props) {
  const [isSure, setSure] = useState(false);
  return (
    <Button
      aria-label={isSure ? sureLabel : label}
      busy={busy}
      onBlur={() => setSure(false)}
      onClick={() => {
        setSure(!isSure);
        if (isSure) onSure();
      }}
      className={isSure ? "text-red" : ""}
    >
      {isSure ? sureText : text}
    </Button>
  );
}
