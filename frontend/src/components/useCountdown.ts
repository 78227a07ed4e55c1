import { useCallback, useEffect, useState } from "react";

export interface Countdown {
  /** Whole seconds to go; 0 when it is over. */
  seconds: number;
  start: (seconds: number) => void;
}

const SECOND = 1000;

/** Counts seconds down to 0, by the clock: a page that slept is right when it wakes. */
export function useCountdown(): Countdown {
  const [until, setUntil] = useState(0);
  const [now, setNow] = useState(0);
  const left = Math.max(0, until - now);
  useEffect(() => {
    if (left === 0) return;
    const timer = window.setTimeout(() => setNow(Date.now()), left % SECOND || SECOND);
    return () => window.clearTimeout(timer);
  }, [left]);
  const start = useCallback((seconds: number) => {
    const started = Date.now();
    setNow(started);
    setUntil(started + seconds * SECOND);
  }, []);
  return { seconds: Math.ceil(left / SECOND), start };
}
