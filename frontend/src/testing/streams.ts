/** A stream of server-sent events that a test speaks into; nobody else says anything. */
export class SilentEventSource extends EventTarget {
  static opened: SilentEventSource[] = [];
  readonly url: string;
  isClosed = false;

  constructor(url: string) {
    super();
    this.url = url;
    SilentEventSource.opened.push(this);
  }

  static get latest(): SilentEventSource {
    const latest = SilentEventSource.opened.at(-1);
    if (!latest) throw new Error("No stream was opened.");
    return latest;
  }

  say(event: string, data: unknown, id = ""): void {
    if (this.isClosed) return;
    this.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data), lastEventId: id }));
  }

  break(): void {
    this.dispatchEvent(new Event("error"));
  }

  close(): void {
    this.isClosed = true;
  }
}
