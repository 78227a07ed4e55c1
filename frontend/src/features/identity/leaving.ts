import { SIGN_IN_REQUIRED, SOMEBODY_ELSE } from "@/api/client";
import { keepReturn } from "./device";

export const SIGN_IN_PATH = "/sign-in";

/**
 * Leave the page where it is not its owner's any more. Each way is another document: nothing that
 * was shown or known stays behind. To be called once, before anything is drawn.
 */
export function leaveWhenSignedOut(): void {
  window.addEventListener(SIGN_IN_REQUIRED, (event) => {
    if (window.location.pathname === SIGN_IN_PATH) return;
    keepEntry();
    const { pathname, search } = window.location;
    keepReturn(pathname + search, (event as CustomEvent<string | null>).detail);
    goTo(SIGN_IN_PATH);
  });
  window.addEventListener(SOMEBODY_ELSE, () => {
    keepEntry();
    goTo("/");
  });
  // A browser may bring back a page that was left, just as it was: not to the next person.
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) window.location.reload();
  });
}

/** Open another page in the place of this one, which is not seen any more from now on. */
export function goTo(address: string): void {
  document.body.hidden = true;
  window.location.replace(address);
}

/** What is being typed becomes an entry, which is kept under its owner's name. */
function keepEntry(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
