import { describeKernel } from "@wirestage/linux/testing";
import type { RunParameters, RunRole } from "@wirestage/protocol";
import { afterEach, beforeEach, expect, it } from "vitest";
import { TestBench } from "./testing.ts";
import { programOf, saidOnWire, terminalOf, waitsIn } from "./testing-conversation.ts";

let bench: TestBench;

beforeEach(() => {
  bench = new TestBench();
});

afterEach(() => bench.close());

/** As they go over the wire, the last one cut: 4 bytes of length and the message. */
const MESSAGES = ["\0\0\0\u0003one", "\0\0\0\u0003two", "\0\0\0\u0005three"];
const LENGTHS = [3, 3, 5, 3000];
const ALL_BYTES = LENGTHS.reduce((sum, length) => sum + 4 + length, 0);

function startOne(role: RunRole, parameters: RunParameters = {}): void {
  bench.command({
    do: "program.start",
    role,
    run: "tcp-stream",
    language: "ts",
    input: [],
    paceMs: 0,
    parameters,
  });
}

const untilEnded = (role: RunRole) =>
  bench.until(`the ${role} to end`, () => Boolean(programOf(bench, role)?.ended));

function numbersIn(role: RunRole, pattern: RegExp): number[] {
  return [...terminalOf(bench, role).matchAll(pattern)].map(([, number]) => Number(number));
}

/** What the server's calls of recv gave, and the messages that it found in it. */
const given = () => numbersIn("server", /recv gave (\d+) bytes/g);
const found = () => numbersIn("server", /a message of (\d+) bytes/g);

function clientSegments(): string[] {
  return saidOnWire(bench).flatMap(({ host, kind, text }) =>
    host === "client" && kind === "data" ? [text] : [],
  );
}

describeKernel("the programs of tcp-stream", () => {
  it("several sends come as one recv where the server reads late, and every message is found in it", async () => {
    bench.open();
    startOne("server", { BUFFER_SIZE: 65_536 });
    const server = programOf(bench, "server")?.started.program ?? 0;
    await bench.until("the server to wait for a client", () => waitsIn(bench, "server", "accept"));
    bench.command({ do: "program.pause", program: server });
    startOne("client", { NO_DELAY: true });
    await bench.until("the client to wait for replies", () => waitsIn(bench, "client", "recv"));
    expect(clientSegments()).toEqual(expect.arrayContaining(MESSAGES));
    bench.command({ do: "program.resume", program: server });
    await untilEnded("server");
    expect(given()).toEqual([ALL_BYTES]);
    expect(found()).toEqual(LENGTHS);
  });

  it("one send comes as several recvs where the buffer is smaller", async () => {
    bench.open({ run: "tcp-stream", paceMs: 0, parameters: { BUFFER_SIZE: 100 } });
    await untilEnded("server");
    expect(given().length).toBeGreaterThanOrEqual(3000 / 100);
    expect(Math.max(...given())).toBe(100);
    expect(found()).toEqual(LENGTHS);
  });

  it("the kernel joins what is sent while the first message is unacknowledged, unless TCP_NODELAY is set", async () => {
    const segments = async (NO_DELAY: boolean) => {
      bench.open({ run: "tcp-stream", paceMs: 0, latencyMs: 20, parameters: { NO_DELAY } });
      await untilEnded("client");
      const sent = clientSegments();
      await bench.close();
      bench = new TestBench();
      return sent;
    };
    const [one, two = "", three = ""] = MESSAGES;
    const joined = await segments(false);
    expect(joined[0]).toBe(one);
    expect(joined[1]).toMatch(new RegExp(`^${two}${three}`));
    expect((await segments(true)).slice(0, 3)).toEqual(MESSAGES);
  });
});
