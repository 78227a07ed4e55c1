import { storedJson } from "@/components/storedJson";

interface Kept {
  key: string;
}

/**
 * A list that outlives the page under one name of the device's storage. Other tabs may keep theirs
 * under the same name: no tab takes away what another has put there.
 */
export class KeptList<Entry extends Kept> {
  readonly #storage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  readonly #name: string;
  /** The device had no room the last time. */
  #isBehind = false;

  constructor(storage: Pick<Storage, "getItem" | "setItem" | "removeItem">, name: string) {
    this.#storage = storage;
    this.#name = name;
  }

  /** What all tabs have kept. A page of an earlier release kept entries without a key. */
  readonly all = (): readonly Entry[] => {
    const stored = this.#stored();
    if (stored.every(({ key }) => key)) return stored;
    const all = stored.map((one) => ({ ...one, key: one.key || crypto.randomUUID() }));
    this.#store(all);
    return all;
  };

  readonly has = (key: string): boolean => this.#stored().some((one) => one.key === key);

  /** Keep what this tab has `now`, in place of what it had `before`. */
  readonly replace = (before: readonly Entry[], now: readonly Entry[]): void => {
    const stored = this.#stored();
    const isStored = keysOf(stored);
    const wasMine = keysOf(before);
    const isMine = keysOf(now);
    const others = stored.filter(({ key }) => !wasMine.has(key) && !isMine.has(key));
    // What another tab has taken away, since it is done with it, does not come back.
    const mine = now.filter(({ key }) => this.#isBehind || !wasMine.has(key) || isStored.has(key));
    this.#store([...others, ...mine]);
  };

  #stored(): readonly Entry[] {
    const kept = storedJson<unknown>(this.#storage, this.#name, []);
    return Array.isArray(kept) ? kept : [];
  }

  #store(kept: readonly Entry[]): void {
    try {
      if (kept.length > 0) this.#storage.setItem(this.#name, JSON.stringify(kept));
      else this.#storage.removeItem(this.#name);
      this.#isBehind = false;
    } catch {
      // A device without room keeps them for as long as the page is open.
      this.#isBehind = true;
    }
  }
}

function keysOf(entries: readonly Kept[]): ReadonlySet<string> {
  return new Set(entries.map(({ key }) => key));
}
