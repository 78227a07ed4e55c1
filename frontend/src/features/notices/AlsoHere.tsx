import { useState } from "react";
import type { Person } from "@/api/types";
import { Avatar } from "@/components/Avatar";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";

const DRAWN = 3;

/** Who else has the day open: initials, on a phone their number; the full names on a look at it. */
export function AlsoHere({ others }: { others: readonly Person[] }) {
  const { t } = useTranslation("notices");
  const { time } = useFormats();
  const [isOpen, setOpen] = useState(false);
  if (others.length === 0) return null;
  const names = others.map((person) => person.user_name).join(", ");
  const more = others.length - DRAWN;
  return (
    <div className="group relative flex shrink-0">
      <button
        type="button"
        aria-label={t("alsoHereNames", { names })}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        onBlur={() => setOpen(false)}
        onKeyDown={(event) => {
          if (event.key === "Escape") setOpen(false);
        }}
        className="flex min-h-11 items-center gap-1.5 rounded-xl px-1.5 text-mute text-xs hover:bg-sunken md:min-h-9"
      >
        <span className="hidden lg:inline">{t("alsoHere")}</span>
        <span className="grid size-7 place-items-center rounded-full bg-sunken font-semibold text-ink md:hidden">
          +{others.length}
        </span>
        <span className="hidden items-center gap-1 md:flex">
          {others.slice(0, DRAWN).map((person) => (
            <Avatar key={person.user_name} name={person.user_name} />
          ))}
          {more > 0 && <span className="font-semibold">+{more}</span>}
        </span>
      </button>
      <ul
        aria-hidden={!isOpen}
        className={`absolute end-0 top-full z-30 mt-1 w-max max-w-64 rounded-xl border border-line bg-card px-3 py-2 text-sm shadow-lg group-focus-within:block group-hover:block ${isOpen ? "" : "hidden"}`}
      >
        {others.map((person) => (
          <li key={person.user_name} className="py-0.5">
            <bdi className="font-semibold">{person.user_name}</bdi>{" "}
            <span className="text-mute">{t("since", { time: time(person.since) })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
