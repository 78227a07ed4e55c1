import { type RefObject, useCallback, useRef, useState } from "react";
import { flushSync } from "react-dom";

interface InPlace {
  isOpen: boolean;
  /** The button that opens it, there again once it is closed. */
  button: RefObject<HTMLButtonElement | null>;
  open: () => void;
  close: () => void;
  /** Close without having done anything: the focus goes back to the button. */
  leave: () => void;
}

/** Something that takes the place of the button that opened it. */
export function useInPlace(): InPlace {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const open = useCallback(() => setOpen(true), []);
  const close = useCallback(() => setOpen(false), []);
  const leave = useCallback(() => {
    flushSync(close);
    button.current?.focus();
  }, [close]);
  return { isOpen, button, open, close, leave };
}
