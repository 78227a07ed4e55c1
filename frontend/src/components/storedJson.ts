/** What was stored under a key; `otherwise` when nothing, or nothing readable, is there. */
export function storedJson<Value>(
  storage: Pick<Storage, "getItem">,
  key: string,
  otherwise: Value,
): Value {
  try {
    return (JSON.parse(storage.getItem(key) ?? "null") as Value | null) ?? otherwise;
  } catch {
    return otherwise;
  }
}
