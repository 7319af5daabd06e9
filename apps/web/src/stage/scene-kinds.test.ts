import { NS_PER_MS, type TraceLog, traceTime } from "@wirestage/trace";
import { bytesValue, TraceBuilder, udpEchoRun } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { emptinessOf } from "./EmptyStage.tsx";
import { WORDS } from "./label-words.fixture.ts";
import { type Scene, scene } from "./scene.ts";

function sceneAt(log: TraceLog, ms: number): Scene {
  const t = traceTime(Math.round(ms * NS_PER_MS));
  const window = { width: 1000, top: -100, bottom: 20_000, nsPerPixel: NS_PER_MS };
  return scene(log, log.seek(t), t, { ...window, words: WORDS, selected: null, noise: false });
}

describe("scene of datagrams", () => {
  const { log } = udpEchoRun({ input: ["hello"], bufferSize: 2 }).run();

  it("a socket without a peer stands beside its lifeline as long as it lives, though Linux calls it CLOSE", () => {
    const { states } = sceneAt(log, 5000);
    expect(states.map(({ side, type, state, lane }) => [side, type, state, lane])).toEqual([
      ["right", "SOCK_DGRAM", "CLOSE", 0],
      ["left", "SOCK_DGRAM", "CLOSE", 0],
    ]);
    expect(states.map(({ y1 }) => y1 === null)).toEqual([true, false]);
  });

  it("what a short buffer loses is told at the call that read it, once it has returned", () => {
    const remarks = (ms: number) =>
      sceneAt(log, ms).calls.flatMap(({ name, remark }) => (remark ? [`${name}: ${remark.text}`] : []));
    expect(remarks(440)).toEqual([]);
    expect(remarks(5000)).toEqual(["recvfrom: 3 B lost"]);
    const [short] = sceneAt(log, 5000).calls.filter(({ remark }) => remark !== null);
    expect(short?.remark?.note).toBe("[#1 had 5 B, 3 lost]");
  });

  it("and once more at the end of a call that waited long, away from its name", () => {
    const [short] = sceneAt(log, 5000).calls.filter(({ remark }) => remark !== null);
    const { labelY, endY, y1 } = short ?? {};
    expect((y1 ?? 0) - (endY ?? 0)).toBeLessThan(30);
    expect((endY ?? 0) - (labelY ?? 0)).toBeGreaterThan(30);
  });

  it("the label of a wide datagram keeps between the lifelines", () => {
    const b = new TraceBuilder();
    for (const host of ["client", "server"]) b.delay(host, 50);
    b.datagram("client", { payload: "a message of many words" });
    const { labels, frames, columns } = sceneAt(b.run(200).log, 200);
    const [label, mark] = [labels[0], frames[0]];
    expect((label?.x ?? 0) - (mark?.size.width ?? 0) / 2).toBeGreaterThanOrEqual(columns.left);
  });
});

/** A server and a client on one host, over AF_UNIX: the server waits in `accept`, the client makes two calls. */
function unixTalk() {
  const b = new TraceBuilder();
  const server = b.program("server", "unix-echo");
  const cause = { by: "kernel" } as const;
  const kind = { family: "AF_UNIX", local: { address: "/run/echo.sock", port: 0 } } as const;
  b.socket("server", { ...kind, state: "LISTEN", cause });
  const accept = b.enter(server, "server", "accept", [], 9);
  b.block(accept);
  const client = b.program("server", "unix-echo", { role: "client" });
  b.later(100, () => b.return(b.enter(client, "server", "socket", [], 4)));
  b.later(200, () => b.return(b.enter(client, "server", "connect", ["/run/echo.sock"], 5)));
  return { b, server, client };
}

describe("scene of two programs on one host", () => {
  it("gives their brackets lanes of their own and says whose each call is", () => {
    const { b } = unixTalk();
    const { calls, columns } = sceneAt(b.run(300).log, 300);
    expect(calls.map(({ name, who, lane, side }) => [name, who, lane, side])).toEqual([
      ["accept", "server", 0, "right"],
      ["socket", "client", 1, "right"],
      ["connect", "client", 1, "right"],
    ]);
    expect(columns.callLanes).toEqual({ left: 1, right: 2 });
  });

  it("has no second lane before the second program made a call, whatever came later", () => {
    const { b } = unixTalk();
    const { calls, columns } = sceneAt(b.run(300).log, 50);
    expect(calls.map(({ who }) => who)).toEqual([null]);
    expect(columns.callLanes).toEqual({ left: 1, right: 1 });
  });

  it("says in words that nothing crosses the wire, until something does", () => {
    const { b } = unixTalk();
    const { log } = b.run(300);
    expect(emptinessOf(sceneAt(log, 300), log.latest)).toBe("oneKernel");
    b.datagram("client", { payload: "hello" });
    expect(emptinessOf(sceneAt(log, 300), log.latest)).toBeNull();
  });

  it("lets a client that starts after the first one has ended take over its lane", () => {
    const b = new TraceBuilder();
    const first = b.program("client");
    b.block(b.enter(first, "client", "recv", [1024], 9));
    b.event({ kind: "program.ended", program: first, exitCode: null, signal: "SIGKILL", limit: null });
    const second = b.program("client");
    b.return(b.enter(second, "client", "socket", [], 4));
    const { calls } = sceneAt(b.log, 0);
    expect(calls.map(({ who, lane }) => [who, lane])).toEqual([
      ["client", 0],
      ["client 2", 0],
    ]);
  });

  it("sets calls that one console waits in side by side", () => {
    const b = new TraceBuilder();
    const console = b.program("client", "console", { role: null, language: "console" });
    const calls = ["accept", "recv", "recvfrom"].map((name) => b.enter(console, "client", name, [], 1));
    for (const call of calls) b.block(call);
    b.return(calls[1] ?? 0);
    b.enter(console, "client", "send", [bytesValue("hello")], 1);
    expect(sceneAt(b.log, 0).calls.map(({ name, lane }) => [name, lane])).toEqual([
      ["accept", 0],
      ["recv", 1],
      ["recvfrom", 2],
      ["send", 1],
    ]);
  });
});

describe("a call that fails", () => {
  it("has its error beside its name, as after a port unreachable on a connected socket", () => {
    const b = new TraceBuilder();
    const program = b.program("client");
    const recv = b.enter(program, "client", "recv", [1024], 4);
    b.block(recv);
    b.later(10, () => b.return(recv, { ok: false, errno: 111, code: "ECONNREFUSED" }));
    const { log } = b.run(20);
    expect(sceneAt(log, 5).calls[0]).toMatchObject({ remark: null, text: "recv(1024)" });
    expect(sceneAt(log, 20).calls[0]).toMatchObject({
      remark: { text: "ECONNREFUSED" },
      text: "recv(1024) → ECONNREFUSED",
    });
  });
});
