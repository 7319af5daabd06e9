import { LIMITS } from "@wirestage/protocol";
import type { TraceEvent } from "@wirestage/trace";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type RunningServer, runServer } from "../testing/running-server.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 });

let server: RunningServer;
beforeAll(async () => {
  server = await runServer({
    labs: { labs: 1_000 },
    labsPerMinute: 1_000,
    live: { messagesPerSecond: 10_000 },
  });
});
afterAll(() => server.stop());

/** Cuts the connection, without a word, after every so many events, and comes back for the rest. */
async function readWithDrops(id: string, total: number, drops: readonly number[]): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  for (const drop of [...drops, Number.POSITIVE_INFINITY]) {
    const client = await server.watch({ id }, null, events.length);
    await client.hasEvents(Math.min(drop, total - events.length));
    client.socket.terminate();
    await client.closed;
    events.push(...client.events);
    if (events.length >= total) break;
  }
  return events;
}

test("connections that drop anywhere while events keep coming: nothing missing, nothing twice", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 6 }),
      fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 8 }),
      async (bursts, drops) => {
        const lab = await server.openLab();
        const source = await server.watch(lab, lab.token);
        const total = 1 + bursts.reduce((sum, burst) => sum + burst, 0);
        const read = readWithDrops(lab.id, total, drops);
        for (const burst of bursts) source.order({ emit: burst });
        const events = await read;
        await source.hasEvents(total);
        expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: total }, (_, seq) => seq));
        expect(events).toEqual(source.events);
        source.socket.terminate();
      },
    ),
    { numRuns: 15 },
  );
});

test("batches of one connection join: each begins where the one before ended, and none is too long", async () => {
  const lab = await server.openLab();
  const client = await server.watch(lab, lab.token);
  client.order({ emit: 9_000 });
  await client.hasEvents(9_001);
  const late = await server.watch(lab, null, 17);
  await late.hasEvents(9_001 - 17);
  for (const { messages } of [client, late]) {
    const batches = messages.flatMap((message) => (message.type === "batch" ? [message] : []));
    for (const [index, { from, next, events }] of batches.entries()) {
      expect(events.length).toBeLessThanOrEqual(LIMITS.batchEvents);
      expect(events[0]?.seq).toBe(from);
      expect(next).toBe(from + events.length);
      if (index > 0) expect(from).toBe(batches[index - 1]?.next);
    }
  }
});

test("a client that stops reading: holds nobody up, is owed no queue, and gets all once it reads on", async () => {
  const lab = await server.openLab();
  const client = await server.watch(lab, lab.token);
  const slow = await server.watch(lab);
  await slow.hasEvents(1);
  slow.socket.pause();
  for (let burst = 0; burst < 20; burst += 1) client.order({ emit: 5_000 });
  await client.hasEvents(100_001);
  slow.socket.resume();
  await slow.hasEvents(100_001);
  expect(slow.events).toEqual(client.events);
});
