import type { RefObject } from "react";
import { useTranslation } from "@/formats/useTranslation";

interface Props {
  links: [part: "customer" | "demand" | "charts", place: RefObject<HTMLElement | null>][];
}

/** On a wide screen, the way to what lies below the customer in hand, and back. */
export function BoardLinks({ links }: Props) {
  const { t } = useTranslation("page");
  return (
    <nav
      aria-label={t("jump.title")}
      className="flex shrink-0 gap-1 max-md:hidden md:max-xl:-my-2 md:max-xl:col-start-2"
    >
      {links.map(([part, place]) => (
        <button
          key={part}
          type="button"
          onClick={() => {
            place.current?.scrollIntoView({ block: "start" });
            place.current?.focus({ preventScroll: true });
          }}
          className="min-h-8 rounded-lg px-3 font-semibold text-mute text-xs hover:bg-sunken hover:text-ink"
        >
          {t(`jump.${part}`)}
        </button>
      ))}
    </nav>
  );
}
