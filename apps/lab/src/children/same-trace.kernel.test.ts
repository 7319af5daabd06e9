import { describeKernel } from "@wirestage/linux/testing";
import type { Language } from "@wirestage/protocol";
import type { Cause, TraceEvent } from "@wirestage/trace";
import { afterEach, beforeEach, expect, it } from "vitest";
import { TestBench } from "../testing.ts";

let bench: TestBench;

beforeEach(() => {
  bench = new TestBench();
});

afterEach(() => bench.close());

/** Without the numbers that were given in an order of chance. */
function because(cause: Cause): string {
  if (cause.by !== "call") return cause.by;
  const call = bench.log.calls.find(({ entered }) => entered.call === cause.call)?.entered;
  return `${call?.host}'s ${call?.name}`;
}

/** The states that sockets come to, each with its cause. */
function stateOf(event: TraceEvent): string[] {
  switch (event.kind) {
    case "socket.opened":
      return [`${event.host}: ${event.state} by ${because(event.cause)}`];
    case "socket.changed":
      if (event.state === event.before) return [];
      return [`${event.host}: ${event.before} → ${event.state} by ${because(event.cause)}`];
    case "socket.closed":
      return [`${event.host}: ${event.before} ended by ${because(event.cause)}`];
    default:
      return [];
  }
}

interface Story {
  readonly calls: readonly string[];
  readonly states: readonly string[];
  /** What each frame that is no bare acknowledgment was sent for. */
  readonly frames: readonly string[];
}

const BARE_ACK = 66;

function story(): Story {
  const { events, calls } = bench.log;
  return {
    calls: calls
      .map(({ entered, returned }) => `${entered.host}: ${entered.name} ${returned?.outcome.ok ?? "waits"}`)
      .toSorted(),
    states: events.flatMap(stateOf).toSorted(),
    frames: bench
      .events("frame.sent")
      .filter(
        ({ length, cause }) => length > BARE_ACK || cause.by === "exit" || because(cause).endsWith("close"),
      )
      .map(({ host, cause }) => `${host} by ${because(cause)}`),
  };
}

/** Everything that a call has caused stands between its beginning and its return. */
function expectOrder(): void {
  for (const { entered, returned } of bench.log.calls) {
    for (const event of bench.log.events) {
      if (!("cause" in event) || event.cause.by !== "call" || event.cause.call !== entered.call) continue;
      expect(event.seq).toBeGreaterThan(entered.seq);
      if (returned) expect(event.seq).toBeLessThan(returned.seq);
    }
  }
}

const isQuiet = () => bench.events("socket.closed").some(({ before }) => before === "LAST_ACK");
const hasAsked = () => bench.events("program.asking").length > 0;
const serverWaits = () => {
  const last = bench.log.calls.findLast(({ entered }) => entered.host === "server");
  return last?.entered.name === "accept" && last.blocked !== null;
};

async function run(language: Language, ending: "exit" | "kill"): Promise<Story> {
  const input = ending === "exit" ? ["hello", "exit"] : ["hello"];
  bench.open({ run: "tcp-echo", language, paceMs: 0, latencyMs: 2, input });
  if (ending === "kill") {
    await bench.until("the client to ask", hasAsked);
    bench.command({ do: "program.kill", program: 2 });
  }
  await bench.until("the next accept of the server", () => isQuiet() && serverWaits());
  expectOrder();
  const told = story();
  await bench.close();
  bench = new TestBench();
  return told;
}

describeKernel("the same pair in TypeScript and in Python", () => {
  it.each(["exit", "kill"] as const)(
    "has the same calls, states, frames and causes: ended by %s",
    async (ending) => {
      const typescript = await run("ts", ending);
      expect(typescript.states).toContainEqual("client: SYN_SENT → ESTABLISHED by frame");
      expect(await run("python", ending)).toEqual(typescript);
    },
  );
});
