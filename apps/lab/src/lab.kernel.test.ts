import { readFileSync } from "node:fs";
import { describeKernel } from "@wirestage/linux/testing";
import { stepsOf } from "@wirestage/programs";
import { Command } from "@wirestage/protocol";
import { bytesOfBase64, type EventOf, NS_PER_MS, NS_PER_S } from "@wirestage/trace";
import { quickView, tcpKind } from "@wirestage/wire";
import { afterEach, beforeEach, expect, it } from "vitest";
import { fruitlessSearch, TestBench } from "./testing.ts";

let bench: TestBench;

beforeEach(() => {
  bench = new TestBench();
});

afterEach(() => bench.close());

type StateEvent = EventOf<"socket.opened" | "socket.changed">;

function stateChanges(host: string): StateEvent[] {
  return bench.log.events.filter(
    (event): event is StateEvent =>
      (event.kind === "socket.opened" || (event.kind === "socket.changed" && event.before !== event.state)) &&
      event.host === host,
  );
}

/** `SYN_SENT because of call connect`, `ESTABLISHED because of SYN-ACK` … */
function storyOf(host: string): string[] {
  return stateChanges(host).map(({ state, cause }) => `${state} because of ${causeText(cause)}`);
}

function causeText(cause: StateEvent["cause"]): string {
  switch (cause.by) {
    case "call":
      return `call ${bench.log.calls[cause.call - 1]?.entered.name}`;
    case "frame":
      return kindOf(cause.frame);
    case "timer":
      return `timer ${cause.timer}`;
    case "exit":
      return "exit";
    default:
      return cause.by;
  }
}

function kindOf(frame: number): string {
  const sent = bench.log.frames[frame - 1]?.sent;
  const view = sent && quickView(bytesOfBase64(sent.bytes));
  return view ? tcpKind(view) : "not TCP";
}

function frameOfKind(kind: string): number | undefined {
  return bench.log.frames.find((entry) => kindOf(entry.frame) === kind)?.frame;
}

function isHeld(frame: number | undefined): boolean {
  return bench.events("frame.held").some((event) => event.frame === frame);
}

const ended = () => bench.events("program.ended");

describeKernel("a lab", () => {
  it("shows every state of a connection closed by the client, each with the frame or call that caused it", async () => {
    bench.open({ run: "tcp-echo", input: ["hello", "exit"], latencyMs: 5 });
    await bench.until("TIME_WAIT", () => stateChanges("client").some(({ state }) => state === "TIME_WAIT"));
    await bench.until("the server's socket to be gone", () => bench.events("socket.closed").length > 0);
    expect(storyOf("client")).toEqual([
      "CLOSE because of call socket",
      "SYN_SENT because of call connect",
      "ESTABLISHED because of SYN-ACK",
      "FIN_WAIT1 because of call close",
      "FIN_WAIT2 because of ACK",
      "TIME_WAIT because of FIN",
    ]);
    expect(storyOf("server")).toEqual([
      "CLOSE because of call socket",
      "LISTEN because of call listen",
      "SYN_RECV because of SYN",
      "ESTABLISHED because of ACK",
      "CLOSE_WAIT because of FIN",
      "LAST_ACK because of call close",
    ]);
    expect(bench.events("socket.closed")).toMatchObject([{ host: "server", before: "LAST_ACK" }]);
  });

  it("gives the wall clock of its trace time 0, though it is told later", () => {
    bench.open();
    const after = Date.now();
    bench.command({ do: "wire.hold", on: true });
    const [opened] = bench.events("lab.opened");
    expect(Date.parse(opened?.wallClock ?? "") + (opened?.t ?? 0) / NS_PER_MS).toBeLessThan(after + 2);
  });

  it("says the same in terminals and calls as on the wire", async () => {
    bench.open({ run: "tcp-echo", input: ["hello", "exit"], paceMs: 0 });
    await bench.until("the client to end", () => ended().length === 1);
    const printed = bench.events("program.output").map(({ text }) => text);
    expect(printed).toContain("received: hello\n");
    expect(printed).toContain("reply: HELLO\n");
    expect(bench.events("program.input").map(({ text }) => text)).toEqual(["hello", "exit"]);
    const wire = bench.log.frames.map(({ sent }) => Buffer.from(sent.bytes, "base64").toString("latin1"));
    expect(wire.some((bytes) => bytes.endsWith("hello"))).toBe(true);
    expect(wire.some((bytes) => bytes.endsWith("HELLO"))).toBe(true);
  });

  it("echoes a line longer than one recv, and characters of several bytes, whole", async () => {
    const line = "握手".repeat(700);
    bench.open({ run: "tcp-echo", input: [line, "ok", "exit"], paceMs: 0 });
    await bench.until("the client to end", () => ended().length === 1);
    const printed = bench.events("program.output").map(({ text }) => text);
    expect(printed).toContain(`reply: ${line}\n`);
    expect(printed).toContain("reply: OK\n");
  });

  it("lights the line of the file that made the call", async () => {
    bench.open({ run: "tcp-echo-once", paceMs: 0 });
    await bench.until("both programs to end", () => ended().length === 2);
    for (const role of ["server", "client"]) {
      const text = readFileSync(
        new URL(`../../../packages/programs/tcp-echo-once/${role}.ts`, import.meta.url),
        "utf8",
      );
      const written = stepsOf(text, "ts").filter(({ call }) => call !== "print");
      const called = bench.events("call.entered").filter(({ host }) => host === role);
      expect(called.map(({ name, line }) => `${name} ${line}`)).toEqual(
        written.map(({ call, line }) => `${call} ${line}`),
      );
    }
  });

  it("shows recv blocked until the data arrives, and not before", async () => {
    bench.open({ run: "tcp-echo", input: ["hi", "exit"], latencyMs: 20, paceMs: 0 });
    await bench.until("the client to end", () => ended().length === 1);
    const recv = bench.log.calls.find(({ entered }) => entered.name === "recv" && entered.host === "client");
    const reply = bench.log.frames.find(
      ({ sent }) => sent.host === "server" && kindOf(sent.frame) === "data",
    );
    const delivered = reply?.fates.find(({ kind }) => kind === "frame.delivered");
    expect(recv?.blocked).not.toBeNull();
    expect(recv?.returned?.seq).toBeGreaterThan(delivered?.seq ?? Number.POSITIVE_INFINITY);
  });

  it("holds a SYN half-way: SYN_SENT stays, its timer runs out, and the repeats are counted on the held frame", async () => {
    bench.open({ run: "tcp-echo", hold: true, latencyMs: 10, paceMs: 0 });
    await bench.until("two repeats", () => (bench.log.frames[0]?.repeats.length ?? 0) >= 2);
    expect(bench.log.frames[0]?.fates).toMatchObject([
      { kind: "frame.held", position: 0.5, by: { by: "rule", rule: "hold" } },
    ]);
    expect(bench.log.latest.onWire.size).toBe(1);
    const client = [...bench.log.latest.sockets.values()].find(({ host }) => host === "client");
    expect(client).toMatchObject({ state: "SYN_SENT", timer: { kind: "retransmit", retries: 2 } });
    expect(bench.events("frame.sent")[1]?.cause).toMatchObject({ by: "timer", timer: "retransmit" });
    const [first, second] = bench.log.frames.map(({ sent }) => sent.t);
    expect(((second ?? 0) - (first ?? 0)) / NS_PER_S).toBeCloseTo(1, 1);
  });

  it("completes the connection once the held SYN is released", async () => {
    bench.open({ run: "tcp-echo", hold: true, paceMs: 0 });
    await bench.until("the SYN held", () => isHeld(1));
    bench.command({ do: "wire.hold", on: false });
    expect(bench.command({ do: "frame.release", frame: 1 }).type).toBe("ack");
    await bench.until("accept", () => storyOf("server").includes("ESTABLISHED because of ACK"));
    expect(storyOf("client")).toContain("ESTABLISHED because of SYN-ACK");
  });

  it("lets exactly one frame go with each step, the longest held first", async () => {
    bench.open({ run: "tcp-echo", hold: true, paceMs: 0 });
    for (const kind of ["SYN", "SYN-ACK", "ACK"]) {
      await bench.until(`${kind} held`, () => isHeld(frameOfKind(kind)));
      expect(bench.command({ do: "wire.step" }).type).toBe("ack");
    }
    await bench.until("the server established", () =>
      storyOf("server").includes("ESTABLISHED because of ACK"),
    );
    expect(bench.events("frame.released").map(({ frame }) => kindOf(frame))).toEqual([
      "SYN",
      "SYN-ACK",
      "ACK",
    ]);
    expect(bench.command({ do: "wire.step" })).toMatchObject({
      type: "refused",
      error: { code: "nothing_held" },
    });
  });

  it("sends a dropped data segment again when the retransmission timer runs out, and the echo still comes", async () => {
    bench.open({ run: "tcp-echo", input: ["hello"], latencyMs: 40, paceMs: 0 });
    await bench.until("data on the wire", () => frameOfKind("data") !== undefined);
    const dropped = frameOfKind("data") ?? 0;
    expect(bench.command({ do: "frame.drop", frame: dropped }).type).toBe("ack");
    await bench.until("the reply", () =>
      bench.events("program.output").some(({ text }) => text === "reply: HELLO\n"),
    );
    expect(bench.log.frames[dropped - 1]?.fates).toMatchObject([{ kind: "frame.lost", by: { by: "hand" } }]);
    const again = bench.events("frame.sent").find(({ frame, host }) => frame > dropped && host === "client");
    expect(again?.cause).toMatchObject({ by: "timer", timer: "retransmit" });
    expect(again?.bytes.length).toBe(bench.log.frames[dropped - 1]?.sent.bytes.length);
  });

  it("stops a frame in mid-air by hand and lets it go on from there", async () => {
    bench.open({ run: "tcp-echo", latencyMs: 400, paceMs: 0 });
    await bench.until("the SYN on the wire", () => bench.log.frames.length === 1);
    bench.command({ do: "frame.hold", frame: 1 });
    const held = bench.events("frame.held").at(-1);
    expect(held?.position).toBeLessThan(0.5);
    bench.command({ do: "frame.release", frame: 1 });
    await bench.until("delivery", () => bench.events("frame.delivered").length === 1);
    const released = bench.events("frame.released").at(-1);
    const way = (1 - (held?.position ?? 0)) * 400 * NS_PER_MS;
    expect((released?.due ?? 0) - (released?.t ?? 0)).toBeGreaterThan(0.98 * way);
    expect(bench.events("frame.delivered")[0]?.t).toBeGreaterThanOrEqual(
      released?.due ?? Number.POSITIVE_INFINITY,
    );
  });

  it("reaches CLOSING on both sides when both FINs pass each other", async () => {
    bench.open({ run: "tcp-echo", paceMs: 0 });
    await bench.until("accept", () =>
      bench.events("program.output").some(({ text }) => text.startsWith("accepted")),
    );
    bench.command({ do: "wire.hold", on: true });
    bench.command({ do: "program.input", program: 2, text: "exit" });
    await bench.until("the client's FIN held", () => isHeld(frameOfKind("FIN")));
    bench.command({ do: "program.kill", program: 1 });
    await bench.until(
      "the server's FIN held",
      () => bench.log.latest.onWire.size === 2 && bench.events("frame.held").length === 2,
    );
    bench.command({ do: "wire.release-all" });
    bench.command({ do: "wire.hold", on: false });
    await bench.until("both FINs delivered", () =>
      stateChanges("server").some(({ state }) => state === "CLOSING"),
    );
    await bench.until("CLOSING on the client", () =>
      stateChanges("client").some(({ state }) => state === "CLOSING"),
    );
  });

  it("closes the sockets of a killed program, with its end as the cause", async () => {
    bench.open({ run: "tcp-echo", paceMs: 0 });
    await bench.until("accept", () =>
      bench.events("program.output").some(({ text }) => text.startsWith("accepted")),
    );
    bench.command({ do: "program.kill", program: 2 });
    await bench.until("the server to see it", () => storyOf("server").includes("CLOSE_WAIT because of FIN"));
    expect(ended()).toMatchObject([{ program: 2, signal: "SIGKILL", exitCode: null }]);
    expect(storyOf("client")).toContain("FIN_WAIT1 because of exit");
  });

  it("runs a pair again after the first run was stopped", async () => {
    bench.open({ run: "tcp-echo", input: ["exit"], paceMs: 0 });
    await bench.until("the client to end", () => ended().length === 1);
    const again = Command.parse({ do: "run.start", run: "tcp-echo", input: ["exit"], paceMs: 0 });
    expect(bench.command(again)).toMatchObject({ type: "refused", error: { code: "run_in_progress" } });
    bench.command({ do: "program.kill", program: 1 });
    expect(bench.command(again).type).toBe("ack");
    await bench.until("the second client to end", () => ended().some(({ program }) => program === 4));
  });

  it("refuses what does not fit, and goes on", async () => {
    bench.open({ run: "tcp-echo", input: ["hello"], paceMs: 0 });
    await bench.until("the reply", () =>
      bench.events("program.output").some(({ text }) => text === "reply: HELLO\n"),
    );
    const refusals = [
      [{ do: "frame.drop", frame: 1 }, "frame_gone"],
      [{ do: "frame.release", frame: 999 }, "frame_not_found"],
      [{ do: "program.input", program: 77, text: "x" }, "program_not_found"],
      [{ do: "wire.delay", host: "attacker", delayNs: 0 }, "host_not_found"],
    ] as const;
    for (const [command, code] of refusals) {
      expect(bench.command(command)).toMatchObject({ type: "refused", error: { code } });
    }
    bench.command({ do: "program.input", program: 2, text: "still here" });
    await bench.until("an answer", () =>
      bench.events("program.output").some(({ text }) => text === "reply: STILL HERE\n"),
    );
  });

  it("is not opened where its run cannot be started", async () => {
    await bench.close();
    bench = new TestBench(undefined, undefined, fruitlessSearch());
    await bench.close();
    bench = new TestBench(undefined, undefined, fruitlessSearch());
    bench.open({ run: "tcp-echo", language: "python" });
    expect(bench.answers).toMatchObject([{ type: "open-failed", error: { code: "language_unavailable" } }]);
  });

  it("stops with a note and an error when its trace is full", async () => {
    bench.open({ run: "tcp-echo", input: Array(50).fill("x"), paceMs: 0 }, 120);
    await bench.until("full", () => bench.answers.some(({ type }) => type === "full"));
    await bench.until("the last event", () => bench.log.events.length === 120);
    expect(bench.log.events.at(-1)).toMatchObject({ kind: "note", topic: "lab.full" });
    expect(bench.command({ do: "wire.hold", on: true })).toMatchObject({ error: { code: "lab_full" } });
  });

  it("cuts a long frame in the stream and hands over the whole", async () => {
    const line = "x".repeat(900);
    bench.open({ run: "tcp-echo", input: [line], paceMs: 0 });
    await bench.until("the reply", () =>
      bench.events("program.output").some(({ text }) => text.startsWith("reply")),
    );
    const [number, whole] = [...bench.wholeFrames][0] ?? [0, new Uint8Array()];
    const sent = bench.log.frames[number - 1]?.sent;
    expect(sent?.length).toBe(whole.length);
    expect(Buffer.from(whole).toString("latin1")).toContain(line);
    expect(bytesOfBase64(sent?.bytes ?? "").length).toBe(256);
  });

  it("loses no frame: sent is delivered, lost or still on the wire", async () => {
    bench.open({ run: "tcp-echo", input: ["a", "b", "c", "exit"], latencyMs: 3, paceMs: 0 });
    await bench.until("the client to end", () => ended().length === 1);
    const fates = bench.events("frame.delivered").length + bench.events("frame.lost").length;
    expect(bench.events("frame.sent").length).toBe(fates + bench.log.latest.onWire.size);
    const late = bench.log.frames.flatMap(({ sent, fates: [fate] }) =>
      fate?.kind === "frame.delivered" ? [fate.t - (sent.due ?? 0)] : [],
    );
    expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
  });
});
