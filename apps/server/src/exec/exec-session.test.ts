import { describe, expect, onTestFinished, test, vi } from "vitest";
import { ExecClient } from "../testing/exec-client.ts";
import { type RunningServer, runServer } from "../testing/running-server.ts";

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

async function serverWith(overrides: Parameters<typeof runServer>[0] = {}): Promise<RunningServer> {
  const server = await runServer(overrides);
  onTestFinished(() => server.stop());
  return server;
}

async function eventsOf(server: RunningServer, id: string) {
  const client = await server.watch({ id });
  await client.next("batch");
  return client;
}

/** A client whose `echo hello` has a place on the lab's client. */
async function attached(server: RunningServer) {
  const lab = await server.openLab();
  const exec = new ExecClient(server.execSocket);
  exec.send({ type: "attach", lab: lab.id, host: "client", command: ["echo", "hello"] });
  expect(await exec.next()).toMatchObject({ type: "attached" });
  return { lab, exec };
}

describe("labs", () => {
  test("only those that are open, each with its hosts and what runs there", async () => {
    const server = await serverWith();
    const { lab } = await attached(server);
    const gone = await server.openLab();
    const headers = { authorization: `Bearer ${gone.token}` };
    await server.fetch(`/api/labs/${gone.id}`, { method: "DELETE", headers });
    const client = new ExecClient(server.execSocket);
    client.send({ type: "labs" });
    expect(await client.next()).toEqual({
      type: "labs",
      labs: [
        {
          id: lab.id,
          wallClock: "2026-01-01T00:00:00.000Z",
          hosts: ["client", "server"],
          programs: [{ program: 1, name: "echo hello", host: "client" }],
        },
      ],
    });
    await client.closed;
  });
});

describe("a command", () => {
  test("of its place it is told namespaces, tracer, token and where Python finds the tracer", async () => {
    const server = await serverWith({ exec: { pythonPath: "/opt/programs/python" } });
    const lab = await server.openLab();
    const exec = new ExecClient(server.execSocket);
    exec.send({ type: "attach", lab: lab.id, host: "server", command: ["true"] });
    expect(await exec.next()).toEqual({
      type: "attached",
      userNamespace: "/proc/self/ns/user",
      networkNamespace: "/proc/self/ns/net",
      tracerPath: expect.stringMatching(/^\//),
      tracerToken: "token-1",
      pythonPath: "/opt/programs/python",
    });
  });

  test("its process and how it ended reach the lab", async () => {
    const server = await serverWith();
    const { lab, exec } = await attached(server);
    exec.send({ type: "started", pid: 4_321 });
    exec.send({ type: "ended", exitCode: 3, signal: null });
    await exec.closed;
    const client = await eventsOf(server, lab.id);
    await client.hasEvents(4);
    expect(client.events.slice(1)).toMatchObject([
      { kind: "program.started", language: "command", name: "echo hello", role: null, host: "client" },
      { kind: "note", facts: { program: 1, pid: 4_321 } },
      { kind: "program.ended", program: 1, exitCode: 3, signal: null },
    ]);
  });

  test.each([
    [{ exitCode: 3, signal: null }, null],
    [{ exitCode: null, signal: "SIGKILL" }, "events"],
  ] as const)("that ended with %j: hears whether a limit of the lab has ended it", async (end, limit) => {
    const server = await serverWith();
    const { exec } = await attached(server);
    exec.send({ type: "ended", ...end });
    expect(await exec.next()).toEqual({ type: "over", limit });
    await exec.closed;
  });

  test("whose connection breaks: the lab hears that it ended, and not how", async () => {
    const server = await serverWith();
    const { lab, exec } = await attached(server);
    exec.socket.destroy();
    const client = await eventsOf(server, lab.id);
    await client.hasEvents(3);
    expect(client.events[2]).toMatchObject({ kind: "program.ended", exitCode: null, signal: null });
  });

  test("on a host that is not there: refused in the words of the lab, and the connection ends", async () => {
    const server = await serverWith();
    const { id } = await server.openLab();
    const exec = new ExecClient(server.execSocket);
    exec.send({ type: "attach", lab: id, host: "router", command: ["true"] });
    expect(await exec.next()).toMatchObject({ type: "refused", error: { code: "host_not_found" } });
    await exec.closed;
  });

  test("in a lab that is not there: refused with lab_not_found", async () => {
    const server = await serverWith();
    const exec = new ExecClient(server.execSocket);
    exec.send({ type: "attach", lab: "AAAAAAAAAAAAAAAAAAAAAA", host: "client", command: ["true"] });
    expect(await exec.next()).toMatchObject({ type: "refused", error: { code: "lab_not_found" } });
  });

  test("in a lab that is closed meanwhile: hears lab_ended", async () => {
    const server = await serverWith();
    const { lab, exec } = await attached(server);
    const headers = { authorization: `Bearer ${lab.token}` };
    await server.fetch(`/api/labs/${lab.id}`, { method: "DELETE", headers });
    expect(await exec.next()).toMatchObject({ type: "lab-ended", error: { code: "lab_ended" } });
    await exec.closed;
  });

  test("in a server that stops: hears shutting_down", async () => {
    const server = await runServer();
    const { exec } = await attached(server);
    await server.stop();
    expect(await exec.next()).toMatchObject({ type: "lab-ended", error: { code: "shutting_down" } });
  });

  test("keeps its lab from being closed as idle, until it ends", async () => {
    const server = await serverWith({ labs: { idleMs: 5_000 } });
    const { lab, exec } = await attached(server);
    server.timers.advance(60_000);
    expect((await server.fetch(`/api/labs/${lab.id}`)).status).toBe(200);
    exec.send({ type: "ended", exitCode: 0, signal: null });
    await exec.closed;
    server.timers.advance(5_000);
    const status = await (await server.fetch(`/api/labs/${lab.id}`)).json();
    expect(status).toMatchObject({ state: "idle" });
  });
});

describe("what is no message", () => {
  test.each([
    ["an HTTP request", "GET /api/labs HTTP/1.1\r\nHost: localhost\r\n\r\n", "bad_json"],
    ["an unknown message", '{"type":"kill"}\n', "bad_command"],
    ["no command at all", '{"type":"attach","lab":"x","host":"client","command":[]}\n', "bad_command"],
    ["the end of a command that never began", '{"type":"ended","exitCode":0,"signal":null}\n', "bad_command"],
    ["a line without an end", "x".repeat(65 * 1024), "bad_command"],
  ])("%s: refused, and the connection ends", async (_what, text, code) => {
    const server = await serverWith();
    const exec = new ExecClient(server.execSocket);
    exec.sendText(text);
    expect(await exec.next()).toMatchObject({ type: "refused", error: { code } });
    await exec.closed;
    expect((await server.fetch("/api/health")).status).toBe(200);
  });

  test("a second command on one connection: refused, and the lab hears that the first has ended", async () => {
    const server = await serverWith();
    const { lab, exec } = await attached(server);
    exec.send({ type: "attach", lab: lab.id, host: "client", command: ["true"] });
    expect(await exec.next()).toMatchObject({ type: "refused", error: { code: "bad_command" } });
    const client = await eventsOf(server, lab.id);
    await client.hasEvents(3);
    expect(client.events[2]).toMatchObject({ kind: "program.ended", program: 1 });
  });

  test("silence for 10 s: refused, and the connection ends", async () => {
    const server = await serverWith();
    const exec = new ExecClient(server.execSocket);
    // Its answer shows that the server has taken both connections.
    const other = new ExecClient(server.execSocket);
    other.send({ type: "labs" });
    await other.next();
    server.timers.advance(10_000);
    expect(await exec.next()).toMatchObject({ type: "refused", error: { code: "bad_command" } });
    await exec.closed;
  });
});
