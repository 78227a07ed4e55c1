import { type ReactNode, useEffect, useId, useRef, useState } from "react";

interface Props {
  label: string;
  title?: string;
  /** What the button shows. */
  face: ReactNode;
  /** The choices; `close` is for those that go nowhere else. */
  children: (close: () => void) => ReactNode;
}

/** How a choice of the menu looks: a link or a button. */
export const MENU_ITEM =
  "flex min-h-11 w-full items-center rounded-lg px-3 py-1.5 text-start font-semibold hover:bg-sunken md:min-h-9";

/** A button that opens a few choices below it; Escape, a look elsewhere and a choice close them. */
export function MenuButton({ label, title, face, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!isOpen) return;
    const closeElsewhere = ({ target }: Event) => {
      if (target instanceof Node && !frame.current?.contains(target)) setOpen(false);
    };
    document.addEventListener("pointerdown", closeElsewhere);
    document.addEventListener("focusin", closeElsewhere);
    return () => {
      document.removeEventListener("pointerdown", closeElsewhere);
      document.removeEventListener("focusin", closeElsewhere);
    };
  }, [isOpen]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only Escape, for what is inside.
    <div
      ref={frame}
      className="relative"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isOpen) return;
        event.stopPropagation();
        close();
      }}
    >
      <button
        ref={button}
        type="button"
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        title={title}
        onClick={() => setOpen(!isOpen)}
        className="grid size-11 shrink-0 place-items-center rounded-xl hover:bg-sunken md:size-9"
      >
        {face}
      </button>
      {isOpen && (
        <div
          id={id}
          className="absolute end-0 top-full z-40 mt-1 w-64 rounded-xl border border-line bg-card p-1 shadow-xl"
        >
          {children(close)}
        </div>
      )}
    </div>
  );
}
