import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { Day, Person } from "@/api/types";
import { type DayKey, dayQuery } from "@/features/day";
import { type DayNotice, NoticeStream } from "./NoticeStream";
import { isNews } from "./news";

export interface Notices {
  /** Who else has the day open, by who came first. */
  others: readonly Person[];
  /** What somebody else did to the day since it was opened, until it is dismissed. */
  notice: DayNotice | null;
  /** The day on the screen is from before that. */
  isBehind: boolean;
  /** Show the day as it is now. */
  look: () => void;
  dismiss: () => void;
}

const NOBODY: readonly Person[] = [];

/**
 * Who else is on the open day and what they did to it. What `me` did in another tab is shown at
 * once; what others did is told first, since it may end what is being entered here.
 */
export function useNotices(key: DayKey, day: Day | undefined, me: string): Notices {
  const queries = useQueryClient();
  const [people, setPeople] = useState(NOBODY);
  const [notice, setNotice] = useState<DayNotice | null>(null);
  const shown = useRef(day);
  const opened = useRef(day);
  useEffect(() => {
    shown.current = day;
  }, [day]);
  const { routeCode, date } = key;
  const { queryKey } = dayQuery(key);
  const look = () => void queries.invalidateQueries({ queryKey });
  const heard = useRef<(notice: DayNotice) => void>(() => undefined);
  useEffect(() => {
    heard.current = (told) => {
      // By a look of its own the page may show it already: it is news all the same.
      if (!opened.current || !isNews(opened.current, told)) return;
      if (told.by !== me) setNotice(told);
      else if (shown.current && isNews(shown.current, told)) look();
    };
  });
  const isOpened = Boolean(day);
  useEffect(() => {
    if (!isOpened) return;
    opened.current = shown.current;
    const address = `/api/days/${encodeURIComponent(routeCode)}/${encodeURIComponent(date)}/notices`;
    const stream = new NoticeStream({
      open: (after) => {
        const asked = new URLSearchParams({ tab: TAB });
        if (after !== null) asked.set("after", String(after));
        return new EventSource(`${address}?${asked}`);
      },
      heard: (told) => heard.current(told),
      present: (told) => setPeople((known) => (isSame(known, told) ? known : told)),
    });
    return () => {
      stream.stop();
      setPeople(NOBODY);
      setNotice(null);
    };
  }, [isOpened, routeCode, date]);
  return {
    others: people.filter((person) => person.user_name !== me),
    notice,
    isBehind: Boolean(day && notice && isNews(day, notice)),
    look,
    dismiss: () => setNotice(null),
  };
}

/** This tab, for as long as its page lives. */
const TAB = crypto.randomUUID();

/** The same people are told again and again, so that silence means a broken stream. */
function isSame(known: readonly Person[], told: readonly Person[]): boolean {
  return JSON.stringify(known) === JSON.stringify(told);
}
