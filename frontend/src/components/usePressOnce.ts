import { useEffect, useRef, useState } from "react";

/** How long a second press of a double click may take. */
const REST = 500;

/** A press that rests for a moment afterwards, so that rapid clicks act once. */
export function usePressOnce(act: () => void): { press: () => void; isResting: boolean } {
  const [isResting, setResting] = useState(false);
  // Two clicks may come before the first is drawn.
  const rests = useRef(false);
  useEffect(() => {
    if (!isResting) return;
    const timer = window.setTimeout(() => {
      rests.current = false;
      setResting(false);
    }, REST);
    return () => window.clearTimeout(timer);
  }, [isResting]);
  function press(): void {
    if (rests.current) return;
    rests.current = true;
    setResting(true);
    act();
  }
  return { press, isResting };
}
