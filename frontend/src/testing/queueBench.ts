import { vi } from "vitest";
import type { DayChange } from "@/api/types";
import { DeviceStorage } from "@/components/DeviceStorage";
import { ChangeQueue } from "@/features/day/ChangeQueue";
import type { KeyedChange } from "@/features/day/changes";
import type { QueueParts } from "@/features/day/queueParts";
import { dayChange } from "./days";

/** A queue whose sending is answered by hand. */
export class Bench {
  readonly sent: KeyedChange[] = [];
  readonly acknowledged = vi.fn<(answer: DayChange) => void>();
  readonly outdated = vi.fn();
  readonly waits: number[] = [];
  readonly queue: ChangeQueue;
  #settle: { resolve: (answer: DayChange) => void; reject: (error: Error) => void } | null = null;
  #retry: (() => void) | null = null;

  constructor(known: Partial<QueueParts> = {}) {
    this.queue = new ChangeQueue({
      send: (change) => {
        this.sent.push(change);
        return new Promise((resolve, reject) => (this.#settle = { resolve, reject }));
      },
      acknowledged: this.acknowledged,
      outdated: this.outdated,
      storage: new DeviceStorage(() => window.localStorage),
      storageKey: "unsent",
      refusedKey: "refused",
      later: (retry, milliseconds) => {
        this.waits.push(milliseconds);
        this.#retry = retry;
        return () => {
          this.#retry = null;
        };
      },
      ...known,
    });
  }

  /** Another tab of the browser has settled a change, or told its refusal, as a storage event tells. */
  hearSettled(change: KeyedChange | undefined, isRefused = false): void {
    this.queue.lookAtOthers(change && { key: change.key, isRefused });
  }

  async answer(answer = dayChange()): Promise<void> {
    this.#settle?.resolve(answer);
    await settled();
  }

  async fail(error: Error): Promise<void> {
    this.#settle?.reject(error);
    await settled();
  }

  async waitIsOver(): Promise<void> {
    this.#retry?.();
    await settled();
  }

  get isWaiting(): boolean {
    return this.#retry !== null;
  }
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
}
