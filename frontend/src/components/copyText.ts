/** Puts a text on the clipboard; tells whether the browser let us. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Not offered over plain http, where a depot's own network is; refused by some settings.
    return copySelected(text);
  }
}

function copySelected(text: string): boolean {
  const place = document.querySelector("dialog[open]") ?? document.body;
  const field = document.createElement("textarea");
  const before = document.activeElement;
  field.value = text;
  field.setAttribute("aria-hidden", "true");
  field.className = "sr-only";
  place.append(field);
  field.select();
  const isDone = document.execCommand?.("copy") ?? false;
  field.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return isDone;
}
