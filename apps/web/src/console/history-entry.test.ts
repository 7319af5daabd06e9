import { type ConsoleEntry, consoleEntries } from "@wirestage/console";
import type { CallOutcome, CallValue } from "@wirestage/trace";
import { bytesValue, TraceBuilder } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { encodedArguments, entryStatus, isEndOfStream } from "./history-entry.ts";
import { lastTarget } from "./last-target.ts";

interface Done {
  readonly b: TraceBuilder;
  readonly entry: ConsoleEntry;
}

/** One call of a console on a socket of `type`, which waited 30 ms where `outcome` is given, else still waits. */
function called(text: string, type: "SOCK_STREAM" | "SOCK_DGRAM", outcome?: CallOutcome): Done {
  const b = new TraceBuilder();
  const program = b.program("client", "console", { role: null, language: "console" });
  const socket = b.socket("client", { state: "ESTABLISHED", type, cause: { by: "kernel" } });
  b.event({ kind: "program.statement", program, call: 1, text });
  const call = b.enter(program, "client", /(\w+)\(/.exec(text)?.[1] ?? "", [], 1, socket);
  b.run(10).block(call);
  if (outcome) b.run(40).return(call, outcome);
  const [entry] = consoleEntries(b.log, b.log.latest, program);
  if (!entry) throw new Error("no entry");
  return { b, entry };
}
const answer = (value: CallValue): CallOutcome => ({ ok: true, value });

describe("how a statement stands", () => {
  it("waits from when the kernel let it wait, until its console ends", () => {
    const { entry } = called("c.recv(9)", "SOCK_STREAM");
    expect(entryStatus(entry, false)).toEqual({ is: "waiting", since: 10_000_000 });
    expect(entryStatus(entry, true)).toEqual({ is: "over" });
  });

  it("has answered or failed, and how long that took", () => {
    const { entry } = called("c.connect(1)", "SOCK_STREAM", answer(null));
    expect(entryStatus(entry, false)).toEqual({ is: "answered", value: null, waitedNs: 30_000_000 });
    const outcome = { ok: false, errno: 111, code: "ECONNREFUSED" } as const;
    const failed = called("c.connect(1)", "SOCK_STREAM", outcome).entry;
    expect(entryStatus(failed, true)).toMatchObject({ is: "failed", outcome });
  });
});

describe("an empty answer", () => {
  it.each([
    ["c.recv(9)", "SOCK_STREAM", answer(bytesValue("")), true],
    ["c.recv(9)", "SOCK_STREAM", answer(bytesValue("x")), false],
    ["c.recv(9)", "SOCK_DGRAM", answer(bytesValue("")), false],
    ["c.recvfrom(9)", "SOCK_STREAM", answer({ type: "tuple", items: [bytesValue(""), null] }), true],
    ["c.send(b'')", "SOCK_STREAM", answer(0), false],
    ["c.getsockname()", "SOCK_STREAM", answer(null), false],
  ] as const)("of %s on %s", (text, type, outcome, isEnd) => {
    const { b, entry } = called(text, type, outcome);
    expect(isEndOfStream(entry, b.log)).toBe(isEnd);
  });
});

describe("the socket that the form begins with", () => {
  const open = {
    kind: "socket",
    family: "AF_INET",
    type: "SOCK_STREAM",
    socket: 1,
    fd: 3,
    seen: null,
  } as const;
  const scope = (names: Readonly<Record<string, boolean>>) => ({
    host: "client",
    hosts: [],
    sockets: [],
    names: new Map(Object.entries(names).map(([name, closed]) => [name, { ...open, closed }])),
  });

  it("is the one that the last call made or used, as long as it is open", () => {
    const { entry } = called("x = c.recv(9)", "SOCK_STREAM");
    expect(lastTarget([entry], scope({ c: false, d: false }))).toBe("c");
    expect(lastTarget([entry], scope({ c: true, d: false }))).toBe("d");
    expect(lastTarget([entry], scope({ c: true }))).toBeNull();
    const made = called("d = socket()", "SOCK_STREAM").entry;
    expect(lastTarget([entry, made], scope({ c: false, d: false }))).toBe("d");
  });
});

describe("the arguments of a statement are decoded beside it", () => {
  it.each([
    ["c.send(b'\\xe4\\xbd\\xa0')", true],
    ['c.send("\\u4f60".encode())', true],
    ['c.send("你".encode())', false],
    ["c.send(data)", false],
  ])("%s: %s", (text, isDecoded) => {
    const { entry } = called(text, "SOCK_STREAM");
    const { call } = entry;
    if (!call) throw new Error("not entered");
    const entered = { ...call.entered, arguments: [bytesValue("x")] };
    expect(encodedArguments({ ...entry, call: { ...call, entered } })).toEqual(
      isDecoded ? entered.arguments : [],
    );
  });
});
