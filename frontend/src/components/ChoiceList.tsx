import { type CSSProperties, type RefObject, useEffect, useLayoutEffect, useState } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "@/formats/useTranslation";
import type { Choice } from "./SearchPicker";

interface Props {
  id: string;
  /** The list hangs below this, or stands on it where there is more room above. */
  anchor: RefObject<HTMLElement | null>;
  choices: readonly Choice[];
  active: number;
  empty: string;
  onPick: (choice: Choice) => void;
}

const GAP = 4;
const MARGIN = 8;
const TALLEST = 336;
const TALLEST_IN_DIALOG = 192;
const NARROWEST = 352;

/** The list of a SearchPicker; the field keeps the focus. */
export function ChoiceList({ id, anchor, choices, active, empty, onPick }: Props) {
  const { t } = useTranslation("components");
  const place = usePlaceAt(anchor);
  useEffect(() => {
    if (active >= 0)
      document.getElementById(`${id}-${active}`)?.scrollIntoView?.({ block: "nearest" });
  }, [id, active]);
  const box = "fixed z-50 overflow-y-auto rounded-xl border border-line bg-card p-1 shadow-xl";
  return createPortal(
    choices.length === 0 ? (
      <p id={id} role="status" style={place} className={`${box} px-3 py-2 text-mute`}>
        {empty}
      </p>
    ) : (
      <div id={id} role="listbox" aria-label={t("choices")} style={place} className={box}>
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: as above.
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys.
          <div
            key={choice.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            onPointerDown={(event) => event.preventDefault()}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(choice)}
            className="flex min-h-11 cursor-pointer items-center gap-3 rounded-lg px-3 py-1.5 hover:bg-sunken aria-selected:bg-brand-soft md:min-h-9"
          >
            <bdi className="font-medium">{choice.text}</bdi>
            <span className="ms-auto shrink-0 text-mute text-xs">{choice.detail}</span>
          </div>
        ))}
      </div>
    ),
    // A modal dialog lies above the page: in one, the list is a part of it.
    anchor.current?.closest("dialog") ?? document.body,
  );
}

/** Where the list goes, followed while anything scrolls or the window changes. */
function usePlaceAt(anchor: RefObject<HTMLElement | null>): CSSProperties {
  const [place, setPlace] = useState<CSSProperties>({ visibility: "hidden" });
  useLayoutEffect(() => {
    const follow = () => {
      if (!anchor.current) return;
      const inDialog = anchor.current.closest("dialog") !== null;
      setPlace(placeAt(anchor.current.getBoundingClientRect(), inDialog));
    };
    follow();
    window.addEventListener("scroll", follow, true);
    window.addEventListener("resize", follow);
    return () => {
      window.removeEventListener("scroll", follow, true);
      window.removeEventListener("resize", follow);
    };
  }, [anchor]);
  return place;
}

/** In a dialog it is as wide as its field, and covers less of what belongs to it. */
function placeAt(field: DOMRect, inDialog: boolean): CSSProperties {
  const { clientWidth, clientHeight } = document.documentElement;
  const isRtl = document.documentElement.dir === "rtl";
  const width = Math.min(Math.max(field.width, inDialog ? 0 : NARROWEST), clientWidth - 2 * MARGIN);
  const start = isRtl ? clientWidth - field.right : field.left;
  const below = clientHeight - field.bottom - GAP - MARGIN;
  const above = field.top - GAP - MARGIN;
  const tallest = inDialog ? TALLEST_IN_DIALOG : TALLEST;
  const goesUp = below < tallest && above > below;
  return {
    insetInlineStart: Math.max(MARGIN, Math.min(start, clientWidth - width - MARGIN)),
    width,
    maxHeight: Math.max(120, Math.min(tallest, goesUp ? above : below)),
    ...(goesUp
      ? { insetBlockEnd: clientHeight - field.top + GAP }
      : { insetBlockStart: field.bottom + GAP }),
  };
}
