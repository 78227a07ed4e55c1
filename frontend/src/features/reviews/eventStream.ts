/** One event of a stream of server-sent events. */
export interface StreamedEvent {
  event: string;
  data: string;
}

const END_OF_EVENT = /\r?\n\r?\n/;

/** The events of a response's body as they come; one that breaks off in the middle is left out. */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamedEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      text += decoder.decode(value, { stream: !done });
      const parts = text.split(END_OF_EVENT);
      text = parts.pop() ?? "";
      yield* parts.map(eventIn);
      if (done) return;
    }
  } finally {
    reader.releaseLock();
  }
}

function eventIn(part: string): StreamedEvent {
  const fields = { event: "message", data: [] as string[] };
  for (const line of part.split(/\r?\n/)) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon);
    const value = line.slice(colon + 1).replace(/^ /, "");
    if (name === "event") fields.event = value;
    if (name === "data") fields.data.push(value);
  }
  return { event: fields.event, data: fields.data.join("\n") };
}
