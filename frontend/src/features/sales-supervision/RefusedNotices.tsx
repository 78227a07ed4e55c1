import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { type DayKey, dayQuery, type RefusedOfDay, useRefused } from "@/features/day";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import { byReason } from "./refusalGroups";
import { useChangeText } from "./useChangeText";

interface Props {
  /** The day that is open, if one is. */
  open: DayKey | null;
  onOpen: (day: DayKey) => void;
}

/** What the server refused, of every day, until somebody has read it. */
export function RefusedNotices({ open, onOpen }: Props) {
  const isOpen = ({ day }: RefusedOfDay) =>
    day.routeCode === open?.routeCode && day.date === open.date;
  const refused = useRefused();
  if (refused.length === 0) return null;
  return (
    <div className="max-h-[40dvh] overflow-y-auto overscroll-contain">
      {refused.map((one) => (
        <RefusedNotice
          key={`${one.day.routeCode}|${one.day.date}`}
          refused={one}
          onOpen={isOpen(one) ? null : () => onOpen(one.day)}
        />
      ))}
    </div>
  );
}

interface NoticeProps {
  refused: RefusedOfDay;
  /** Null where the day is on the screen. */
  onOpen: (() => void) | null;
}

function RefusedNotice({ refused, onOpen }: NoticeProps) {
  const { t } = useTranslation("page");
  const { date } = useFormats();
  const titleId = useId();
  const { day: key, refusals, dismiss } = refused;
  // For the names; whoever has the day on the screen keeps it up to date.
  const { data: day } = useQuery({ ...dayQuery(key), staleTime: Number.POSITIVE_INFINITY });
  const count = refusals.length;
  const changes = refusals.map(({ change }) => change);
  const { customer, values } = useChangeText(day, changes);
  return (
    <Notice
      tone="red"
      role="alert"
      action={
        <div className="flex flex-wrap gap-2">
          {onOpen && <Button onClick={onOpen}>{t("refused.open")}</Button>}
          <Button onClick={dismiss}>{t("dismiss")}</Button>
        </div>
      }
    >
      <p id={titleId} className="font-semibold">
        {onOpen && `${t("refused.day", { route: key.routeCode, date: date(key.date) })} `}
        {t("refused.title", { count })}
      </p>
      {/* Long lists scroll by themselves, also by keys: the notice must not cover the page. */}
      <section
        aria-labelledby={titleId}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
        tabIndex={0}
        className="max-h-32 overflow-y-auto overscroll-contain"
      >
        {byReason(refusals).map(({ reason, refusals: found }) => (
          <div key={reason}>
            <p>
              <bdi>{reason}</bdi>
            </p>
            <ul className="list-disc ps-5">
              {found.map(({ key: name, change }) => (
                <li key={name}>
                  <bdi className="font-semibold">{customer(change)}</bdi>
                  {": "}
                  <bdi>{values(change).join(", ")}</bdi>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </section>
    </Notice>
  );
}
