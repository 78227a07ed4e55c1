/** Whether this device's clock shows another time at that moment than one in `zone` does. */
export function isElsewhere(iso: string, zone: string): boolean {
  const moment = new Date(iso);
  const shown = (timeZone?: string) =>
    new Intl.DateTimeFormat("en", {
      dateStyle: "short",
      timeStyle: "short",
      ...(timeZone && { timeZone }),
    }).format(moment);
  return shown(zone) !== shown();
}
