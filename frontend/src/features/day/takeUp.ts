import type { DeviceStorage } from "@/components/DeviceStorage";
import { storedJson } from "@/components/storedJson";
import type { KeptItems } from "./KeptItems";

/** What earlier pages have kept under `name`. */
export function takeUp<Item extends { key: string }>(
  kept: KeptItems<Item>,
  storage: DeviceStorage,
  name: string,
  readable: (found: unknown) => Item | null,
): readonly Item[] {
  const known = kept.read();
  const keys = new Set(known.map(({ key }) => key));
  const listed = listedIn(storage, name, readable).filter(({ key }) => !keys.has(key));
  // The list goes only when all of it is kept one by one; what is sent twice is applied once.
  if (kept.putFirst(listed) && storage.getItem(name) !== null) storage.removeItem(name);
  return [...listed, ...known];
}

/** Pages of earlier releases kept one list a day, the first of them without keys. */
export function listedIn<Item>(
  storage: DeviceStorage,
  name: string,
  readable: (found: unknown) => Item | null,
): Item[] {
  const list = storedJson<unknown>(storage, name, []);
  if (!Array.isArray(list)) return [];
  return list
    .map((one) => readable({ key: crypto.randomUUID(), ...one }))
    .filter((one) => one !== null);
}
