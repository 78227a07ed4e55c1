import { useEffect, useEffectEvent } from "react";

/**
 * Calls back once somebody does the next thing on the page, from `since` on: types, or presses
 * something. Moving the focus or scrolling is not doing anything.
 */
export function useNextAction(since: object | null, onAction: () => void): void {
  const act = useEffectEvent(onAction);
  useEffect(() => {
    if (!since) return;
    // The press that left a field began before the field knew what it had; its click is part of it.
    let began = false;
    const begin = () => {
      began = true;
    };
    const press = (event: MouseEvent) => {
      const isByKey = event.detail === 0;
      if (began || isByKey) act();
    };
    const type = () => act();
    document.addEventListener("pointerdown", begin);
    document.addEventListener("click", press);
    document.addEventListener("input", type);
    return () => {
      document.removeEventListener("pointerdown", begin);
      document.removeEventListener("click", press);
      document.removeEventListener("input", type);
    };
  }, [since]);
}
