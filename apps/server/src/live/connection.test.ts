import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { type RunningServer, runServer } from "../testing/running-server.ts";

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let server: RunningServer;
beforeAll(async () => {
  server = await runServer({ labs: { labs: 1_000 }, labsPerMinute: 1_000 });
});
afterAll(() => server.stop());

/** For tests that need another configuration, or whose time passes. */
async function ownServer(overrides: Parameters<typeof runServer>[0] = {}): Promise<RunningServer> {
  const own = await runServer(overrides);
  onTestFinished(() => own.stop());
  return own;
}

async function openAndWatch(on = server) {
  const lab = await on.openLab();
  const client = await on.watch(lab, lab.token);
  await client.hasEvents(1);
  return { lab, client };
}

describe("greeting", () => {
  test("without a token: may watch, and a command is refused with token_missing", async () => {
    const client = await server.watch(await server.openLab());
    expect((await client.next("welcome")).mayCommand).toBe(false);
    client.order({ emit: 1 }, 4);
    expect(await client.next("refused")).toMatchObject({ id: 4, error: { code: "token_missing" } });
  });

  test("with another lab's token: told so and closed", async () => {
    const lab = await server.openLab();
    const other = await server.openLab();
    const client = await server.watch(lab, other.token);
    expect((await client.next("end")).error.code).toBe("token_wrong");
    expect((await client.closed).code).toBe(4403);
  });

  test("a command before hello: refused, and hello still works", async () => {
    const lab = await server.openLab();
    const client = await server.connect(`/api/labs/${lab.id}/trace`);
    client.order({ emit: 1 }, 3);
    expect(await client.next("refused")).toMatchObject({ id: 3, error: { code: "bad_command" } });
    client.send({ type: "hello", token: lab.token });
    await client.hasEvents(1);
  });

  test("none within 10 s: closed with bad_request; nothing of the trace was told", async () => {
    const server = await ownServer();
    const lab = await server.openLab();
    const client = await server.connect(`/api/labs/${lab.id}/trace`);
    server.timers.advance(10_000);
    expect((await client.next("end")).error.message).toContain("no hello came within 10 s");
    expect((await client.closed).code).toBe(4400);
    expect(client.events).toEqual([]);
  });

  test("a second hello: refused", async () => {
    const { client, lab } = await openAndWatch();
    client.send({ type: "hello", token: lab.token });
    expect((await client.next("refused")).error.code).toBe("bad_command");
  });

  test("no such lab: accepted, told lab_not_found and closed with 4404", async () => {
    const client = await server.connect("/api/labs/AAAAAAAAAAAAAAAAAAAAAA/trace");
    expect((await client.next("end")).error.code).toBe("lab_not_found");
    expect(await client.closed).toEqual({ code: 4404, reason: "lab_not_found" });
  });

  test.each([
    ["9", "trace_not_there", 4416],
    ["-1", "bad_request", 4400],
    ["soon", "bad_request", 4400],
  ])("from=%s: told %s and closed with %i", async (from, code, close) => {
    const lab = await server.openLab();
    const client = await server.connect(`/api/labs/${lab.id}/trace?from=${from}`);
    expect((await client.next("end")).error.code).toBe(code);
    expect((await client.closed).code).toBe(close);
  });

  test.each([
    ["a foreign page", { origin: "http://evil.example" }],
    ["a sandboxed frame", { origin: "null" }],
    ["a page under a foreign name", { host: "evil.example", origin: "http://evil.example" }],
  ])("from %s: the upgrade itself is refused with 403", async (_who, headers) => {
    const lab = await server.openLab();
    await expect(server.connect(`/api/labs/${lab.id}/trace`, headers)).rejects.toThrow("403");
  });

  test.each<[string, string, Record<string, string>]>([
    ["/api/nothing", "404", {}],
    ["/api/labs/%zz/trace", "400", {}],
    ["/api/labs/AAAA/trace", "403", { origin: "http://evil.example" }],
  ])(
    "an upgrade of %s, refused with %s: leaves nothing open that keeps the server from stopping",
    async (path, status, headers) => {
      const server = await ownServer();
      await expect(server.connect(path, headers)).rejects.toThrow(status);
      await server.stop();
    },
  );
});

describe("commands", () => {
  test("each is answered with the client's own id, also when the lab refuses", async () => {
    const { client } = await openAndWatch();
    client.send({ type: "command", id: 70, command: { do: "frame.drop", frame: 5 } });
    client.send({ type: "command", id: 71, command: { do: "wire.hold", on: true } });
    expect(await client.next("refused")).toMatchObject({
      id: 70,
      error: { code: "frame_gone", facts: { frame: 5 } },
    });
    expect(await client.next("ack")).toEqual({ type: "ack", id: 71, ok: true });
  });

  test("two tabs that use the same ids get their own answers only", async () => {
    const { client, lab } = await openAndWatch();
    const other = await server.watch(lab, lab.token);
    await other.hasEvents(1);
    client.send({ type: "command", id: 1, command: { do: "frame.drop", frame: 5 } });
    other.send({ type: "command", id: 1, command: { do: "wire.step" } });
    await Promise.all([client.next("refused"), other.next("ack")]);
    expect(client.messages.some(({ type }) => type === "ack")).toBe(false);
    expect(other.messages.some(({ type }) => type === "refused")).toBe(false);
  });

  test.each([
    ["text that is not JSON", "{", "bad_json", null],
    ["bytes that are not UTF-8", Buffer.of(0xff, 0xfe), "bad_json", null],
    ["an unknown type", '{"type":"dance","id":8}', "bad_command", 8],
    ["an unknown command", '{"type":"command","id":9,"command":{"do":"format.disk"}}', "bad_command", 9],
    [
      "a command with a field too many",
      '{"type":"command","id":10,"command":{"do":"wire.step","n":2}}',
      "bad_command",
      10,
    ],
    [
      "a number that is none",
      '{"type":"command","id":11,"command":{"do":"frame.drop","frame":"1"}}',
      "bad_command",
      11,
    ],
    ["an id that is none", '{"type":"ping","id":-1}', "bad_command", null],
    ["null", "null", "bad_command", null],
    [
      "an input line that is too long",
      JSON.stringify({
        type: "command",
        id: 12,
        command: { do: "program.input", program: 1, text: "x".repeat(4_097) },
      }),
      "bad_command",
      12,
    ],
  ])("%s: refused, the connection and the lab go on", async (_what, text, code, id) => {
    const { client } = await openAndWatch();
    client.sendText(text);
    expect(await client.next("refused")).toMatchObject({ id, error: { code } });
    client.order({ emit: 1 }, 99);
    await client.next("ack");
    await client.hasEvents(2);
  });

  test("ping: answered with trace time", async () => {
    const { client } = await openAndWatch();
    client.send({ type: "ping", id: 5 });
    expect((await client.next("pong")).id).toBe(5);
  });

  test("a message beyond its limit: told message_too_large, closed with 4413, the lab lives", async () => {
    const { client, lab } = await openAndWatch();
    client.sendText("x".repeat(16 * 1024 + 1));
    expect((await client.next("end")).error).toMatchObject({
      code: "message_too_large",
      facts: { limit: 16_384 },
    });
    expect((await client.closed).code).toBe(4413);
    const next = await server.watch(lab, lab.token);
    await next.hasEvents(1);
  });

  test("a message far beyond it is not even read: closed with 1009", async () => {
    const { client } = await openAndWatch();
    client.sendText("x".repeat(1024 * 1024));
    expect((await client.closed).code).toBe(1009);
  });

  test("more messages than a second allows: refused with their ids, and accepted again later", async () => {
    const server = await ownServer({ live: { messagesPerSecond: 5 } });
    const { client } = await openAndWatch(server);
    for (let id = 1; id <= 6; id += 1) client.send({ type: "ping", id });
    expect(await client.next("refused")).toMatchObject({
      error: { code: "too_many_messages", facts: { limit: 5 } },
    });
    server.timers.advance(1_000);
    client.send({ type: "ping", id: 50 });
    await client.next("pong", ({ id }) => id === 50);
  });

  test("a flood: closed with 4429, and another tab of the same lab is not touched", async () => {
    const server = await ownServer({ live: { messagesPerSecond: 5 } });
    const { client, lab } = await openAndWatch(server);
    const other = await server.watch(lab);
    await other.hasEvents(1);
    for (let id = 1; id <= 20; id += 1) client.send({ type: "ping", id });
    expect((await client.closed).code).toBe(4429);
    other.send({ type: "ping", id: 1 });
    await other.next("pong");
  });
});

describe("watchers", () => {
  test("all hear how many they are when one comes and when one goes", async () => {
    const { client, lab } = await openAndWatch();
    await client.next("watchers", ({ count }) => count === 1);
    const other = await server.watch(lab);
    await Promise.all([client, other].map((each) => each.next("watchers", ({ count }) => count === 2)));
    client.messages.length = 0;
    other.socket.terminate();
    await client.next("watchers", ({ count }) => count === 1);
  });

  test("a terminal has the size that all of them have room for, and grows when one leaves", async () => {
    const { client, lab } = await openAndWatch();
    const other = await server.watch(lab, lab.token);
    const resize = (columns: number, rows: number) => {
      const command = { do: "program.resize" as const, program: 1, columns, rows };
      return { type: "command" as const, id: 1, command };
    };
    client.send(resize(120, 30));
    await client.hasEvents(2);
    other.send(resize(60, 40));
    await client.hasEvents(3);
    other.socket.terminate();
    await client.hasEvents(4);
    expect(client.events.slice(1)).toMatchObject([
      { facts: { columns: 120, rows: 30 } },
      { facts: { columns: 60, rows: 30 } },
      { facts: { columns: 120, rows: 30 } },
    ]);
  });

  test("one too many: told too_many_watchers and closed; the others stay", async () => {
    const server = await ownServer({ live: { watchers: 1 } });
    const { client, lab } = await openAndWatch(server);
    const other = await server.watch(lab);
    expect((await other.next("end")).error).toMatchObject({ code: "too_many_watchers", facts: { limit: 1 } });
    expect((await other.closed).code).toBe(4429);
    client.send({ type: "ping", id: 1 });
    await client.next("pong");
  });

  test("all are given the same events, wherever they began", async () => {
    const { client, lab } = await openAndWatch();
    client.order({ emit: 5_000 });
    const others = await Promise.all([0, 1].map((from) => server.watch(lab, null, from)));
    await Promise.all([client.hasEvents(5_001), others[0]?.hasEvents(5_001), others[1]?.hasEvents(5_000)]);
    expect(others[0]?.events).toEqual(client.events);
    expect(others[1]?.events).toEqual(client.events.slice(1));
  });

  test("a silent one is asked, and cut when it does not answer within another 30 s", async () => {
    const server = await ownServer();
    const { client } = await openAndWatch(server);
    client.socket.pause();
    server.timers.advance(60_000);
    client.socket.resume();
    expect((await client.closed).code).toBe(1006);
  });

  test("a silent one that answers stays", async () => {
    const server = await ownServer();
    const { client } = await openAndWatch(server);
    for (let round = 0; round < 5; round += 1) {
      const pinged = new Promise((resolve) => client.socket.once("ping", resolve));
      server.timers.advance(30_000);
      await pinged;
      // The answer is on its way before anything sent now.
      client.send({ type: "ping", id: round });
      await client.next("pong", ({ id }) => id === round);
    }
  });
});
