const ACTS = ["pointerdown", "pointermove", "keydown", "wheel", "touchmove"] as const;
const REMEMBERED = 60_000;

let actedAt = Date.now();

/** Take note of what a person does with the page. To be called once; opening it is an act too. */
export function noticeActs(): void {
  actedAt = Date.now();
  for (const act of ACTS) {
    window.addEventListener(act, () => (actedAt = Date.now()), { capture: true, passive: true });
  }
}

/** Whether nobody did anything for a minute: what the page asks then, it asks by itself. */
export function isByItself(): boolean {
  return Date.now() - actedAt > REMEMBERED;
}
