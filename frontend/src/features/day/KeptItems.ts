import { storedJson } from "@/components/storedJson";

/** What of a device's storage is needed to keep things there; its keys are listed as well. */
export type Keeping = Pick<Storage, "getItem" | "setItem" | "removeItem">;

interface Stored<Item> {
  /** Later things have the higher place, whichever page put them there. */
  place: number;
  item: Item;
}

/** Between a name and the key of one thing under it. */
const MARK = "#";

/** The name under which something is kept, whether by itself or as one of several. */
export function nameOf(storageKey: string): string {
  return storageKey.replace(/#[\w-]+$/, "");
}

/**
 * Things that outlive the page, each stored by itself: several pages may be open on this device,
 * and none may overwrite or take away what another has put there.
 */
export class KeptItems<Item extends { key: string }> {
  readonly #storage: Keeping;
  readonly #prefix: string;
  /** Keys of what was in storage once, as far as this page knows. */
  readonly #seen = new Set<string>();
  #lastPlace = 0;

  constructor(storage: Keeping, name: string) {
    this.#storage = storage;
    this.#prefix = name + MARK;
  }

  /** Everything that is kept, in the order in which it was put. */
  read(): Item[] {
    const found = Object.keys(this.#storage)
      .filter((storageKey) => storageKey.startsWith(this.#prefix))
      .map((storageKey) => storedJson<Stored<Item> | null>(this.#storage, storageKey, null))
      .filter((stored) => stored !== null)
      .filter(({ item, place }) => typeof item?.key === "string" && Number.isFinite(place))
      .sort((one, other) => one.place - other.place);
    for (const { item, place } of found) {
      this.#seen.add(item.key);
      this.#lastPlace = Math.max(this.#lastPlace, place);
    }
    return found.map(({ item }) => item);
  }

  /** Whether there was room; without it a thing is there for as long as the page is open. */
  put(item: Item): boolean {
    this.#lastPlace = Math.max(Date.now(), this.#lastPlace + 1);
    const stored: Stored<Item> = { place: this.#lastPlace, item };
    try {
      this.#storage.setItem(this.#prefix + item.key, JSON.stringify(stored));
    } catch {
      return false;
    }
    this.#seen.add(item.key);
    return true;
  }

  remove(key: string): void {
    this.#storage.removeItem(this.#prefix + key);
  }

  /** It was kept, and another page has settled it since. */
  isSettled({ key }: Item): boolean {
    return this.#seen.has(key) && this.#storage.getItem(this.#prefix + key) === null;
  }

  /** `known` without what another page has settled, and with what another has put since. */
  together(known: readonly Item[]): readonly Item[] {
    const keys = new Set(known.map(({ key }) => key));
    const others = this.read().filter(({ key }) => !keys.has(key));
    const left = known.filter((item) => !this.isSettled(item));
    return others.length === 0 && left.length === known.length ? known : [...left, ...others];
  }
}
