import { type ReactNode, useEffect, useId, useRef } from "react";
import { useTranslation } from "@/formats/useTranslation";

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
  /** `wide` is for tables: on a phone it has the whole screen. */
  size?: keyof typeof SIZES;
}

const SIZES = {
  narrow: {
    dialog: "m-auto w-[min(34rem,calc(100vw-1.5rem))] rounded-2xl border border-line",
    inside: "max-h-[85dvh]",
  },
  wide: {
    dialog:
      "m-auto w-[min(56rem,calc(100vw-2rem))] border-line max-md:m-0 max-md:h-dvh max-md:max-h-none max-md:w-screen max-md:max-w-none md:rounded-2xl md:border",
    inside: "max-md:h-full md:max-h-[85dvh] md:min-h-[min(32rem,85dvh)]",
  },
} as const;

/** A modal dialog, open as long as it is rendered. Escape, its cross and the backdrop close it. */
export function Modal({ title, onClose, children, footer, size = "narrow" }: Props) {
  const { t } = useTranslation("components");
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click closes by the backdrop; Escape is the dialog's own.
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current?.close();
      }}
      className={`bg-card p-0 text-ink shadow-2xl backdrop:bg-black/45 ${SIZES[size].dialog}`}
    >
      <div className={`flex flex-col ${SIZES[size].inside}`}>
        <div className="flex items-center gap-3 border-line border-b ps-5 pe-2 py-1.5">
          <h2 id={id} className="min-w-0 flex-1 py-2 font-semibold text-base">
            {title}
          </h2>
          <button
            type="button"
            aria-label={t("close")}
            onClick={() => dialog.current?.close()}
            className="grid size-11 shrink-0 place-items-center rounded-xl text-mute hover:bg-sunken hover:text-ink"
          >
            <svg aria-hidden="true" viewBox="0 0 12 12" className="size-3.5">
              <path d="m2 2 8 8m0-8-8 8" fill="none" stroke="currentColor" strokeWidth="1.6" />
            </svg>
          </button>
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
        {footer && (
          <div className="flex flex-wrap justify-end gap-2 border-line border-t px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
            {footer}
          </div>
        )}
      </div>
    </dialog>
  );
}
