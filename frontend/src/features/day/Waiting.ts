import type { QueueParts } from "./queueParts";

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 15_000;
/** Timers take no more than some days, and maintenance may be prolonged or end early. */
const LONGEST_REST = 3_600_000;

/** When a queue tries again: one wait at a time, each longer than the one before. */
export class Waiting {
  readonly #later: QueueParts["later"];
  #wait = FIRST_WAIT;
  #callOff: (() => void) | null = null;
  #isResting = false;

  constructor(later: QueueParts["later"]) {
    this.#later = later;
  }

  get isOn(): boolean {
    return this.#callOff !== null;
  }

  /** Maintenance is on: nothing is tried until it ends, or until somebody asks for it. */
  get isResting(): boolean {
    return this.#isResting;
  }

  /** `after`: seconds until the server says that it will take changes again, where it says so. */
  tryLater(retry: () => void, after: number | null | undefined): void {
    this.#isResting = typeof after === "number";
    const wait = typeof after === "number" ? Math.min(after * 1_000, LONGEST_REST) : this.#wait;
    this.#start(retry, wait);
    if (!this.#isResting) this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }

  /** Look again after as long as another page may wait between two attempts. */
  lookLater(look: () => void): void {
    this.drop();
    this.#start(look, LONGEST_WAIT);
  }

  /** There was an answer: the next wait is the short one again. */
  beShort(): void {
    this.#wait = FIRST_WAIT;
  }

  drop(): void {
    this.#callOff?.();
    this.#callOff = null;
    this.#isResting = false;
  }

  #start(act: () => void, milliseconds: number): void {
    this.#callOff = this.#later(() => {
      this.#callOff = null;
      act();
    }, milliseconds);
  }
}
