interface Waiting {
  value: string;
  kept: () => void;
}

/**
 * What the browser keeps for this page, which may be full, blocked or denied: whatever finds no
 * place there stays in memory for as long as the page is open, and moves over once there is room.
 * Nothing here throws.
 */
export class DeviceStorage {
  readonly #open: () => Storage;
  readonly #waiting = new Map<string, Waiting>();
  readonly #listeners = new Set<() => void>();
  #isLasting = true;

  /** `open`: asked each time, since a browser may refuse even to name its storage. */
  constructor(open: () => Storage) {
    this.#open = open;
  }

  getItem(key: string): string | null {
    return this.#waiting.get(key)?.value ?? this.#attempt((storage) => storage.getItem(key), null);
  }

  /** Whether it outlives the page. `kept` is called once it does: now, or when there is room. */
  setItem(key: string, value: string, kept: () => void = () => undefined): boolean {
    this.#waiting.set(key, { value, kept });
    this.catchUp();
    return this.isKept(key);
  }

  removeItem(key: string): void {
    this.#waiting.delete(key);
    this.#attempt((storage) => storage.removeItem(key), undefined);
    // What is gone has left room.
    this.catchUp();
  }

  keys(): string[] {
    const kept = this.#attempt((storage) => Object.keys(storage), []);
    return [...new Set([...kept, ...this.#waiting.keys()])];
  }

  /** False for what only this page knows. */
  isKept(key: string): boolean {
    return !this.#waiting.has(key);
  }

  /** Try once more to store what is only in memory. */
  catchUp(): void {
    for (const [key, { value, kept }] of this.#waiting) {
      const isStored = this.#attempt((storage) => {
        storage.setItem(key, value);
        return true;
      }, false);
      if (isStored) {
        this.#waiting.delete(key);
        kept();
        if (this.#waiting.size === 0) this.#setLasting(true);
      } else {
        this.#setLasting(false);
      }
    }
  }

  /** Whether the last that was to be kept found a place that outlives the page. */
  readonly isLasting = (): boolean => this.#isLasting;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #setLasting(isLasting: boolean): void {
    if (isLasting === this.#isLasting) return;
    this.#isLasting = isLasting;
    for (const listener of this.#listeners) listener();
  }

  #attempt<Value>(act: (storage: Storage) => Value, otherwise: Value): Value {
    try {
      return act(this.#open());
    } catch {
      return otherwise;
    }
  }
}

/** Of all tabs, over restarts of the browser. */
export const deviceStorage = new DeviceStorage(() => window.localStorage);

/** Of this tab, over reloads. */
export const tabStorage = new DeviceStorage(() => window.sessionStorage);
