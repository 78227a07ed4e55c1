import { beforeEach, describe, expect, it } from "vitest";
import { MaintenanceError } from "@/api/client";
import { Bench } from "@/testing/queueBench";
import { problem } from "@/testing/server";
import type { Change } from "./changes";

const visit = (customerCode: string): Change => ({ kind: "visit", customerCode });

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});

describe("maintenance", () => {
  const refused = (seconds: number) =>
    new MaintenanceError(problem("maintenance", { retry_after: seconds }));

  it("tries again when the server says that it ends, and not before for what is added", async () => {
    bench.queue.add(visit("A"));
    await bench.fail(refused(1_200));
    bench.queue.add(visit("B"));
    expect(bench.waits).toEqual([1_200_000]);
    expect(bench.sent).toMatchObject([visit("A")]);
    await bench.waitIsOver();
    await bench.answer();
    expect(bench.sent).toMatchObject([visit("A"), visit("A"), visit("B")]);
  });

  it("waits no longer than an hour at a time, and not at all when it is known to be over", async () => {
    bench.queue.add(visit("A"));
    await bench.fail(refused(30 * 86_400));
    expect(bench.waits).toEqual([3_600_000]);
    void bench.queue.flush();
    expect(bench.sent).toHaveLength(2);
  });
});
