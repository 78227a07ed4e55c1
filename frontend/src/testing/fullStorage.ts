/** No storage takes anything from now on; returns how to make room again. */
export function fillStorage(): () => void {
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  return () => {
    Storage.prototype.setItem = setItem;
  };
}
