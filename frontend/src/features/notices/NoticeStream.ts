import type { Person, Reopened, Saved } from "@/api/types";

/** What somebody did to the day; `id` rises with each. */
export type DayNotice = { id: number } & (
  | ({ kind: "saved" } & Saved)
  | ({ kind: "reopened" } & Reopened)
);

export interface StreamParts {
  /** Opens the day's stream, from after a notice where one is known. */
  open: (after: number | null) => EventSource;
  heard: (notice: DayNotice) => void;
  /** Who has the day open; nobody is known to while the stream is broken. */
  present: (people: readonly Person[]) => void;
}

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 15_000;
/** The server tells something at least every 15 s: after so long the stream is broken. */
const LONGEST_SILENCE = 40_000;
/** A tab that is out of view gives its connection back: a browser has but few to a server. */
const LET_GO_AFTER = 5_000;

/**
 * Follows a day's notices for as long as the page is in view. A broken stream is opened again after
 * ever longer waits, from the last notice that arrived, so that none is lost.
 */
export class NoticeStream {
  readonly #parts: StreamParts;
  #source: EventSource | null = null;
  #lastId: number | null = null;
  #wait = FIRST_WAIT;
  #timer: number | undefined;
  #isStopped = false;

  constructor(parts: StreamParts) {
    this.#parts = parts;
    document.addEventListener("visibilitychange", this.#onView);
    window.addEventListener("online", this.#connect);
    if (document.visibilityState === "visible") this.#connect();
  }

  stop(): void {
    this.#isStopped = true;
    document.removeEventListener("visibilitychange", this.#onView);
    window.removeEventListener("online", this.#connect);
    this.#close();
  }

  readonly #onView = (): void => {
    if (document.visibilityState === "visible") {
      if (this.#source) this.#watch();
      else this.#connect();
    } else if (this.#source) {
      this.#later(() => this.#close(), LET_GO_AFTER);
    } else {
      window.clearTimeout(this.#timer);
    }
  };

  readonly #connect = (): void => {
    if (this.#isStopped) return;
    this.#close();
    const source = this.#parts.open(this.#lastId);
    this.#source = source;
    source.addEventListener("error", this.#onError);
    source.addEventListener("saved", (event) => {
      this.#hear({ kind: "saved", id: Number(event.lastEventId), ...JSON.parse(event.data) });
    });
    source.addEventListener("reopened", (event) => {
      this.#hear({ kind: "reopened", id: Number(event.lastEventId), ...JSON.parse(event.data) });
    });
    source.addEventListener("present", (event) => {
      this.#isAlive();
      this.#parts.present((JSON.parse(event.data) as { people: Person[] }).people);
    });
    this.#watch();
  };

  #hear(notice: DayNotice): void {
    this.#isAlive();
    if (this.#lastId !== null && notice.id <= this.#lastId) return;
    this.#lastId = notice.id;
    this.#parts.heard(notice);
  }

  #isAlive(): void {
    this.#wait = FIRST_WAIT;
    if (document.visibilityState === "visible") this.#watch();
  }

  readonly #onError = (): void => {
    this.#close();
    this.#parts.present([]);
    if (document.visibilityState !== "visible") return;
    // Not all at once when a server comes back.
    this.#later(this.#connect, this.#wait * (0.75 + Math.random() / 2));
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  };

  #watch(): void {
    this.#later(this.#onError, LONGEST_SILENCE);
  }

  #later(act: () => void, milliseconds: number): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(act, milliseconds);
  }

  #close(): void {
    window.clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }
}
