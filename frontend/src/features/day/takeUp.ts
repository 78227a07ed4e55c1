import { storedJson } from "@/components/storedJson";
import type { Change, KeyedChange } from "./changes";
import type { Keeping, KeptItems } from "./KeptItems";

/** The changes that earlier pages could not send. */
export function takeUp(
  kept: KeptItems<KeyedChange>,
  storage: Keeping,
  storageKey: string,
): readonly KeyedChange[] {
  const known = kept.read();
  const keys = new Set(known.map(({ key }) => key));
  const listed = listedIn(storage, storageKey).filter(({ key }) => !keys.has(key));
  // The list goes only when all of it is kept one by one; what is sent twice is applied once.
  const areKept = listed.map((change) => kept.put(change));
  if (areKept.length > 0 && areKept.every(Boolean)) storage.removeItem(storageKey);
  return [...listed, ...known];
}

/** Pages of earlier releases kept one list a day, the first of them without keys. */
function listedIn(storage: Keeping, storageKey: string): KeyedChange[] {
  const list = storedJson<unknown>(storage, storageKey, []);
  if (!Array.isArray(list)) return [];
  return (list as (Change & { key?: string })[]).map((change) => ({
    ...change,
    key: change.key ?? crypto.randomUUID(),
  }));
}
