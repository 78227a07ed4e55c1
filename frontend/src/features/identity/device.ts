import { deviceStorage, tabStorage } from "@/components/DeviceStorage";
import { storedJson } from "@/components/storedJson";

/**
 * Whose this device is now, as all tabs of its browser know it: the last who signed in, or nobody
 * after signing out. Entries that are not sent yet are no part of this: they stay under the name of
 * whoever made them (`features/day`).
 */
const WHOSE = "user-name";
const RETURN = "return-to";
const OF_THIS_SERVER = /^\/(?![/\\])/;

/** Kept for whoever is here, and nobody else's business. */
const THEIRS = ["recent-routes"];

interface Return {
  address: string;
  userName: string | null;
}

/** The device is of `userName` now; what another looked at on it is forgotten. */
export function makeItTheirs(userName: string): void {
  const before = deviceStorage.getItem(WHOSE);
  if (before === userName) return;
  if (before !== null) forgetWhatWasSeen();
  deviceStorage.setItem(WHOSE, userName);
}

/** Nobody is here any more: other tabs leave too. */
export function makeItNobodys(): void {
  forgetWhatWasSeen();
  tabStorage.removeItem(RETURN);
  deviceStorage.setItem(WHOSE, "");
}

/** Call `changed` when another tab made the device somebody's, or nobody's (""). */
export function onOtherTabs(changed: (userName: string) => void): () => void {
  const hear = ({ key, newValue }: StorageEvent) => {
    if (key === WHOSE && newValue !== null) changed(newValue);
  };
  window.addEventListener("storage", hear);
  return () => window.removeEventListener("storage", hear);
}

/** Where to come back to; `userName`: for them alone, null: for whoever signs in. */
export function keepReturn(address: string, userName: string | null): void {
  const kept: Return = { address, userName };
  tabStorage.setItem(RETURN, JSON.stringify(kept));
}

/** Where the one who signed in was; null where they were nowhere, or another was. Told once. */
export function takeReturn(userName: string): string | null {
  const kept = storedJson<Partial<Return>>(tabStorage, RETURN, {});
  tabStorage.removeItem(RETURN);
  const isTheirs = kept.userName === null || kept.userName === userName;
  return isTheirs && OF_THIS_SERVER.test(kept.address ?? "") ? (kept.address ?? null) : null;
}

/** Whether somebody's page was left because they are not signed in any more. */
export function wasLeft(): boolean {
  const kept = tabStorage.getItem(RETURN);
  return kept !== null && Boolean(deviceStorage.getItem(WHOSE));
}

function forgetWhatWasSeen(): void {
  for (const key of THEIRS) deviceStorage.removeItem(key);
  for (const key of tabStorage.keys()) {
    if (key !== RETURN) tabStorage.removeItem(key);
  }
}
