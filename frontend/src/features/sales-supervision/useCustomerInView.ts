import { type RefObject, useCallback, useLayoutEffect, useRef } from "react";

/** How a customer was chosen: by a key the focus goes on to its quantities, else to its name. */
export type ChosenBy = "key" | "pointer";

/**
 * Choosing a customer shows it from its top and takes the focus along; on a phone, going back
 * shows the list where it was left.
 */
export function useCustomerInView(
  visit: RefObject<HTMLElement | null>,
  chosen: string | null,
  /** Who is asked for; the day does not know yet a customer that was just added to it. */
  asked: string | null,
  onCustomer: (customerCode: string | null) => void,
): (customerCode: string | null, by?: ChosenBy) => void {
  const listLeftAt = useRef(0);
  const before = useRef(chosen);
  const chosenBy = useRef<ChosenBy | null>(null);

  const choose = useCallback(
    (customerCode: string | null, by: ChosenBy = "pointer") => {
      if (before.current === null) listLeftAt.current = window.scrollY;
      chosenBy.current = by;
      onCustomer(customerCode);
    },
    [onCustomer],
  );

  useLayoutEffect(() => {
    const from = before.current;
    if (from === chosen) return;
    const isAwaited = chosen === null && asked !== null && chosenBy.current !== null;
    if (isAwaited) return;
    before.current = chosen;
    if (chosen === null) {
      window.scrollTo(0, listLeftAt.current);
      focusOn(document.querySelector(`[data-customer="${CSS.escape(from ?? "")}"]`));
    } else if (visit.current) {
      showFromTop(visit.current);
      if (chosenBy.current) {
        const field = visit.current.querySelector("[data-quantity]");
        const name = visit.current.querySelector("[data-customer-name]");
        focusOn((chosenBy.current === "key" && field) || name);
      }
    }
    chosenBy.current = null;
  }, [visit, chosen, asked]);

  return choose;
}

function focusOn(element: Element | null): void {
  if (element instanceof HTMLElement) element.focus({ preventScroll: true });
}

/** Only where its top has gone out of sight, so that nothing moves without need. */
function showFromTop(element: HTMLElement): void {
  const seenFrom = Math.max(0, element.parentElement?.getBoundingClientRect().top ?? 0);
  if (element.getBoundingClientRect().top < seenFrom) element.scrollIntoView({ block: "start" });
}
