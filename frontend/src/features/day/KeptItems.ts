import type { DeviceStorage } from "@/components/DeviceStorage";
import { storedJson } from "@/components/storedJson";

interface Stored {
  /** Later things have the higher place, whichever page put them there. */
  place?: unknown;
  item?: unknown;
}

/** Between a name and the key of one thing under it. */
const MARK = "#";
const NAME_AND_KEY = /^(.*?)(?:#([\w-]+))?$/s;

/** The name under which something is kept, and its key where it is kept by itself. */
export function partsOf(storageKey: string): { name: string; key: string | null } {
  const [, name = storageKey, key = null] = NAME_AND_KEY.exec(storageKey) ?? [];
  return { name, key };
}

/**
 * Things that outlive the page, each stored by itself: several pages may be open on this device,
 * and none may overwrite or take away what another has put there. What is not in storage any more
 * is not settled by that: somebody may have cleared it.
 */
export class KeptItems<Item extends { key: string }> {
  readonly #storage: DeviceStorage;
  readonly #prefix: string;
  readonly #readable: (found: unknown) => Item | null;
  /** Of everything that this page knows of. */
  readonly #places = new Map<string, number>();
  /** Keys that this page or another is done with. */
  readonly #settled = new Set<string>();
  /** Keys of what stays stored only until that which replaces it is. */
  readonly #hidden = new Set<string>();
  readonly #lettingGo = new Map<string, () => void>();
  #lastPlace = 0;

  constructor(storage: DeviceStorage, name: string, readable: (found: unknown) => Item | null) {
    this.#storage = storage;
    this.#prefix = name + MARK;
    this.#readable = readable;
  }

  /** Everything that is kept and can be read, in the order in which it was put. */
  read(): Item[] {
    const found: Item[] = [];
    for (const storageKey of this.#storage.keys()) {
      if (!storageKey.startsWith(this.#prefix)) continue;
      const { item: stored, place } = storedJson<Stored>(this.#storage, storageKey, {});
      const item = this.#readable(stored);
      if (!item || !isPlace(place) || this.#hidden.has(item.key)) continue;
      if (this.#settled.has(item.key)) {
        // Another page put it back before it knew.
        this.#storage.removeItem(storageKey);
        continue;
      }
      this.#places.set(item.key, place);
      this.#lastPlace = Math.max(this.#lastPlace, place);
      found.push(item);
    }
    return this.#inOrder(found);
  }

  /** `letGo` takes away what `item` replaces: not before `item` outlives the page, or is settled. */
  put(item: Item, letGo?: () => void): void {
    this.#lastPlace = Math.max(Date.now(), this.#lastPlace + 1);
    this.#places.set(item.key, this.#lastPlace);
    if (letGo) this.#lettingGo.set(item.key, letGo);
    this.#store(item);
  }

  /** Another page may have taken up the earlier one; it goes once the later one is kept. */
  replace(earlier: Item, later: Item): void {
    this.hide(earlier.key);
    this.put(later, () => this.remove(earlier.key));
  }

  /** Whether there was room for all of what was made before everything that is kept. */
  putFirst(items: readonly Item[]): boolean {
    const first = Math.min(Date.now(), ...this.#places.values()) - items.length;
    for (const [at, { key }] of items.entries()) this.#places.set(key, first + at);
    return items.map((item) => this.#store(item)).every(Boolean);
  }

  /** This page is done with it. */
  remove(key: string): void {
    this.noteSettled(key);
    this.#storage.removeItem(this.#prefix + key);
    this.#letGo(key);
  }

  /** Another page is done with it. */
  noteSettled(key: string): void {
    this.#settled.add(key);
  }

  /** Leave it where it is, for after a reload, but do not read it any more. */
  hide(key: string): void {
    this.#hidden.add(key);
  }

  /** Store again what is not there any more, although nobody is done with it. */
  restore(known: readonly Item[]): void {
    this.#storage.catchUp();
    for (const item of known) {
      if (this.#storage.getItem(this.#prefix + item.key) === null) this.#store(item);
    }
  }

  /** `known` without what another page has settled, and with what another has put. */
  together(known: readonly Item[]): readonly Item[] {
    const left = known.filter(({ key }) => !this.#settled.has(key));
    this.restore(left);
    const keys = new Set(left.map(({ key }) => key));
    const all = this.#inOrder([...left, ...this.read().filter(({ key }) => !keys.has(key))]);
    const isSame = all.length === known.length && all.every((item, at) => item === known[at]);
    return isSame ? known : all;
  }

  #store(item: Item): boolean {
    const stored = { place: this.#places.get(item.key), item };
    return this.#storage.setItem(this.#prefix + item.key, JSON.stringify(stored), () =>
      this.#letGo(item.key),
    );
  }

  #letGo(key: string): void {
    const letGo = this.#lettingGo.get(key);
    this.#lettingGo.delete(key);
    letGo?.();
  }

  #inOrder(items: Item[]): Item[] {
    const place = ({ key }: Item) => this.#places.get(key) ?? 0;
    return items.sort((one, other) => place(one) - place(other));
  }
}

function isPlace(place: unknown): place is number {
  return Number.isSafeInteger(place);
}
