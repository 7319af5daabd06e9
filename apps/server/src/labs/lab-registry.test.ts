import { LabStatus } from "@wirestage/protocol";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { LiveClient } from "../testing/live-client.ts";
import { type RunningServer, runServer } from "../testing/running-server.ts";

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

async function serverWith(overrides: Parameters<typeof runServer>[0] = {}): Promise<RunningServer> {
  const server = await runServer(overrides);
  onTestFinished(() => server.stop());
  return server;
}

async function stateOf(server: RunningServer, id: string): Promise<string | number> {
  const response = await server.fetch(`/api/labs/${id}`);
  return response.ok ? LabStatus.parse(await response.json()).state : response.status;
}

async function leave(server: RunningServer, id: string, client: LiveClient): Promise<void> {
  client.socket.close();
  await vi.waitFor(async () => {
    const status = LabStatus.parse(await (await server.fetch(`/api/labs/${id}`)).json());
    expect(status.watchers).toBe(0);
  });
}

describe("an idle lab", () => {
  test("that nobody ever watched: closed when its time is over, not before; its trace stays", async () => {
    const server = await serverWith({ labs: { idleMs: 60_000 } });
    const { id } = await server.openLab();
    server.timers.advance(59_999);
    expect(await stateOf(server, id)).toBe("open");
    server.timers.advance(1);
    expect(await stateOf(server, id)).toBe("idle");

    const client = await server.watch({ id });
    expect((await client.next("end")).error).toMatchObject({ code: "lab_idle", facts: { seconds: 60 } });
    expect(client.events).toHaveLength(1);
  });

  test("that is watched is none; its time begins when the last watcher leaves", async () => {
    const server = await serverWith({ labs: { idleMs: 60_000 } });
    const { id } = await server.openLab();
    server.timers.advance(30_000);
    const client = await server.watch({ id });
    await client.hasEvents(1);
    server.timers.advance(60_000 - 1);
    expect(await stateOf(server, id)).toBe("open");
    await leave(server, id, client);
    server.timers.advance(59_999);
    expect(await stateOf(server, id)).toBe("open");
    server.timers.advance(1);
    expect(await stateOf(server, id)).toBe("idle");
  });

  test("makes room for another one", async () => {
    const server = await serverWith({ labs: { labs: 1, idleMs: 1_000 } });
    await server.openLab();
    expect((await server.fetch("/api/labs", { method: "POST" })).status).toBe(429);
    server.timers.advance(1_000);
    expect((await server.fetch("/api/labs", { method: "POST" })).status).toBe(201);
  });
});

describe("a full lab", () => {
  test("because the lab process says so: watchers get all, then lab_full", async () => {
    const server = await serverWith();
    const lab = await server.openLab();
    const client = await server.watch(lab, lab.token);
    client.order({ emit: 2 });
    client.order("full", 9);
    expect((await client.next("end")).error.message).toBe("The trace is full.");
    expect(client.events.map(({ seq }) => seq)).toEqual([0, 1, 2]);
    expect((await client.closed).code).toBe(4409);
    expect(await stateOf(server, lab.id)).toBe("full");
  });

  test.each([
    ["events", { trace: { events: 5, bytes: 1_000_000 } }],
    ["bytes", { trace: { events: 1_000, bytes: 900 } }],
  ])("because the store takes no more %s: nothing beyond the limit is kept or told", async (_what, labs) => {
    const server = await serverWith({ labs });
    const lab = await server.openLab();
    const client = await server.watch(lab, lab.token);
    client.order({ emit: 100 });
    expect((await client.next("end")).error.code).toBe("lab_full");
    expect(client.events.length).toBeGreaterThan(1);
    expect(client.events.length).toBeLessThanOrEqual(labs.trace.events);
    expect(client.events.map((event) => JSON.stringify(event)).join("").length).toBeLessThanOrEqual(
      labs.trace.bytes,
    );
    expect(client.events.map(({ seq }) => seq)).toEqual(client.events.map((_, index) => index));
    expect(await stateOf(server, lab.id)).toBe("full");
  });
});

describe("labs that have ended", () => {
  test("more than may be kept: the one that ended first is forgotten", async () => {
    const server = await serverWith({ labs: { idleMs: 1_000, shelf: { labs: 2, ms: 60_000, bytes: 1e9 } } });
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      ids.push((await server.openLab()).id);
      server.timers.advance(1_000);
    }
    expect(await Promise.all(ids.map((id) => stateOf(server, id)))).toEqual([404, "idle", "idle"]);
  });

  test("longer than they are kept: forgotten", async () => {
    const server = await serverWith({ labs: { idleMs: 1_000, shelf: { labs: 9, ms: 60_000, bytes: 1e9 } } });
    const { id } = await server.openLab();
    server.timers.advance(60_999);
    expect(await stateOf(server, id)).toBe("idle");
    server.timers.advance(1);
    expect(await stateOf(server, id)).toBe(404);
  });

  test("larger in all than may be kept: forgotten, the first first", async () => {
    const server = await serverWith({ labs: { idleMs: 1_000, shelf: { labs: 9, ms: 60_000, bytes: 600 } } });
    const ids = [(await server.openLab()).id, (await server.openLab()).id];
    server.timers.advance(1_000);
    expect(await Promise.all(ids.map((id) => stateOf(server, id)))).toEqual([404, "idle"]);
  });
});
