import { expect, it } from "vitest";
import { eventsOf, type StreamedEvent } from "./eventStream";

async function eventsIn(chunks: Uint8Array[]): Promise<StreamedEvent[]> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  const events: StreamedEvent[] = [];
  for await (const event of eventsOf(body)) events.push(event);
  return events;
}

const TEXT = 'event: progress\ndata: {"stage":"كتابة"}\n\nevent: review\ndata: a\ndata: b\n\n';

it.each([1, 2, 7, 1000])(
  "events come apart however they are cut, here every %i bytes",
  async (size) => {
    const bytes = new TextEncoder().encode(TEXT);
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
      bytes.slice(index * size, (index + 1) * size),
    );
    expect(await eventsIn(chunks)).toEqual([
      { event: "progress", data: '{"stage":"كتابة"}' },
      { event: "review", data: "a\nb" },
    ]);
  },
);

it("an event that breaks off is left out", async () => {
  const cut = new TextEncoder().encode(`${TEXT}event: review\ndata: hal`);
  expect(await eventsIn([cut])).toHaveLength(2);
});
