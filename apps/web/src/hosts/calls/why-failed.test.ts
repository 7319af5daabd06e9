import type { CallOutcome, CallValue } from "@wirestage/trace";
import { bytesValue, segmentBytes, TraceBuilder } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { failedCall } from "./evidence.ts";
import { whyFailed } from "./why-failed.ts";

const SERVER: CallValue = { type: "address", address: "10.0.0.2", port: 8888 };
const failed = (code: string, errno = 1): CallOutcome => ({ ok: false, errno, code });
const KERNEL = { by: "kernel" } as const;

function whyOf(b: TraceBuilder, call: number) {
  const entry = b.log.calls[call - 1];
  const found = entry && failedCall(entry);
  return found ? whyFailed(found, b.log) : "no failed call";
}

/** A lab in which the client is about to call; `fail` makes the call and lets it fail. */
function bench() {
  const b = new TraceBuilder();
  const program = b.program("client");
  const fail = (name: string, values: CallValue[], code: string, socket?: number) => {
    const call = b.enter(program, "client", name, values, 9, socket);
    b.return(call, failed(code));
    return whyOf(b, call);
  };
  return { b, program, fail };
}

function clientSocket(b: TraceBuilder, facts: Partial<Parameters<TraceBuilder["socket"]>[1]> = {}) {
  return b.socket("client", { state: "ESTABLISHED", cause: KERNEL, ...facts });
}

describe("ECONNREFUSED", () => {
  it("names the port, the host that refused and its RST", () => {
    const { b, program } = bench();
    const call = b.enter(program, "client", "connect", [SERVER], 9);
    const syn = b.segment("client", { flags: ["SYN"], seq: 0 });
    b.segment("server", { flags: ["RST", "ACK"], seq: 0, ack: 1, cause: { by: "frame", frame: syn } });
    b.run().return(call, failed("ECONNREFUSED", 111));
    expect(whyOf(b, call)).toEqual({
      key: "ECONNREFUSED.rst",
      facts: { address: "10.0.0.2", port: 8888, frame: 2, host: "server" },
    });
  });

  it("on the host's own address says that no frame went out", () => {
    const own: CallValue = { type: "address", address: "10.0.0.1", port: 80 };
    const loopback: CallValue = { type: "address", address: "127.0.0.1", port: 80 };
    const { fail } = bench();
    const local = { key: "ECONNREFUSED.local", facts: { port: 80 } };
    expect(fail("connect", [own], "ECONNREFUSED")).toEqual(local);
    expect(fail("connect", [loopback], "ECONNREFUSED")).toEqual(local);
  });

  it("of a connected UDP socket names the ICMP message", () => {
    const { b, fail } = bench();
    const socket = clientSocket(b, { type: "SOCK_DGRAM" });
    b.unreachable(b.datagram("client", { payload: "hi" }));
    b.run();
    expect(fail("recv", [1024], "ECONNREFUSED", socket)).toEqual({
      key: "ECONNREFUSED.icmp",
      facts: { frame: 2, host: "server" },
    });
  });

  it("of a path says that nobody is behind the file", () => {
    expect(bench().fail("connect", ["/tmp/a.sock"], "ECONNREFUSED")).toEqual({
      key: "ECONNREFUSED.unix",
      facts: { path: "/tmp/a.sock" },
    });
  });
});

describe("EADDRINUSE", () => {
  const here: CallValue = { type: "address", address: "0.0.0.0", port: 40_022 };

  it("names the program that listens there", () => {
    const { b, program, fail } = bench();
    clientSocket(b, { state: "LISTEN", program, fd: 4 });
    expect(fail("bind", [here], "EADDRINUSE")).toEqual({
      key: "EADDRINUSE.listening",
      facts: { port: 40_022, program, fd: 4 },
    });
  });

  it("counts the connections in TIME_WAIT, and how long the last of them stays", () => {
    const { b, fail } = bench();
    const timer = { kind: "time-wait", remainingMs: 20_000, retries: 0 } as const;
    clientSocket(b, { state: "TIME_WAIT", timer });
    b.run(5_500);
    clientSocket(b, { state: "TIME_WAIT", timer });
    b.run(9_000);
    expect(fail("bind", [here], "EADDRINUSE")).toEqual({
      key: "EADDRINUSE.timeWait",
      facts: { port: 40_022, count: 2, seconds: 17 },
    });
  });

  it.each([
    ["neither socket", false, false, "EADDRINUSE.timeWaitNeither"],
    ["only the earlier socket", true, false, "EADDRINUSE.timeWaitThis"],
    ["only this socket", false, true, "EADDRINUSE.timeWaitEarlier"],
  ] as const)("next to TIME_WAIT, with SO_REUSEADDR on %s", (_which, before, now, key) => {
    const { b, program, fail } = bench();
    const makeSocket = (reuses: boolean) => {
      const socket = clientSocket(b, { state: "CLOSE", local: { address: "0.0.0.0", port: 0 } });
      const level: CallValue = { type: "constant", name: "SOL_SOCKET", value: 1 };
      const option: CallValue = { type: "constant", name: "SO_REUSEADDR", value: 2 };
      b.return(b.enter(program, "client", "setsockopt", [level, option, reuses], 7, socket));
      return socket;
    };
    const earlier = makeSocket(before);
    b.return(b.enter(program, "client", "bind", [here], 8, earlier));
    b.close(earlier, KERNEL);
    clientSocket(b, { state: "TIME_WAIT" });
    expect(fail("bind", [here], "EADDRINUSE", makeSocket(now))).toEqual({
      key,
      facts: { port: 40_022, count: 1, seconds: 60 },
    });
  });

  it("names a UDP socket by its fd, and leaves TCP on the same port out of it", () => {
    const { b, fail } = bench();
    clientSocket(b, { state: "LISTEN", program: 1, fd: 4 });
    clientSocket(b, { state: "CLOSE", type: "SOCK_DGRAM", fd: 37 });
    const unbound = { local: { address: "0.0.0.0", port: 0 }, fd: 38 };
    const socket = clientSocket(b, { state: "CLOSE", type: "SOCK_DGRAM", ...unbound });
    expect(fail("bind", [here], "EADDRINUSE", socket)).toEqual({
      key: "EADDRINUSE.datagram",
      facts: { port: 40_022, fd: 37 },
    });
  });

  it("names a connection that is still open, and not one that has closed since", () => {
    const { b, fail } = bench();
    const gone = clientSocket(b, { state: "CLOSE_WAIT" });
    clientSocket(b, { state: "FIN_WAIT2", fd: 5 });
    b.close(gone, KERNEL);
    expect(fail("bind", [here], "EADDRINUSE")).toEqual({
      key: "EADDRINUSE.open",
      facts: { port: 40_022, fd: 5, state: "FIN_WAIT2" },
    });
  });
});

describe("ECONNRESET", () => {
  it.each([
    ["its program ended", { by: "exit", program: 2 }, "ECONNRESET.exit"],
    ["it closed the socket", { by: "call", call: 3 }, "ECONNRESET.close"],
    ["a segment came too late", { by: "frame", frame: 1 }, "ECONNRESET.segment"],
    ["that was not seen", KERNEL, "ECONNRESET.rst"],
  ] as const)("tells why the other end sent RST: %s", (_why, cause, key) => {
    const { b, fail } = bench();
    const socket = clientSocket(b);
    b.segment("client", { flags: ["PSH", "ACK"], seq: 1, ack: 1, payload: "x" });
    b.segment("server", { flags: ["RST"], seq: 1, cause });
    b.run();
    expect(fail("recv", [1024], "ECONNRESET", socket)).toEqual({ key, facts: { frame: 2 } });
  });
});

it("ECONNRESET by a reset that was put on the wire says that no kernel sent it", () => {
  const { b, fail } = bench();
  const socket = clientSocket(b);
  const frame = b.inject("server", segmentBytes("server", { flags: ["RST"], seq: 1 }));
  b.run();
  expect(fail("recv", [1024], "ECONNRESET", socket)).toEqual({
    key: "ECONNRESET.injected",
    facts: { frame },
  });
});

it("ECONNRESET of a socket whose peer the kernel has forgotten with the reset still names the RST", () => {
  const { b, fail } = bench();
  const socket = clientSocket(b);
  b.segment("server", { flags: ["RST"], seq: 1, cause: { by: "exit", program: 2 } });
  b.run();
  b.change(socket, { state: "CLOSE", cause: KERNEL, remote: { address: "0.0.0.0", port: 0 } });
  expect(fail("recv", [1024], "ECONNRESET", socket)).toEqual({ key: "ECONNRESET.exit", facts: { frame: 1 } });
});

it("ENOENT for a path that is bound on the other host says that AF_UNIX stays within a host", () => {
  const { b, fail } = bench();
  const local = { address: "/tmp/a.sock", port: 0 };
  b.socket("server", { family: "AF_UNIX", state: "LISTEN", local, cause: KERNEL });
  expect(fail("connect", ["/tmp/a.sock"], "ENOENT")).toEqual({
    key: "ENOENT.otherHost",
    facts: { path: "/tmp/a.sock", host: "server" },
  });
});

describe("EPIPE", () => {
  it("after a refused connect says that there was never a connection", () => {
    const { b, program, fail } = bench();
    const socket = clientSocket(b, { state: "CLOSE", remote: { address: "0.0.0.0", port: 0 } });
    const call = b.enter(program, "client", "connect", [SERVER], 8, socket);
    b.segment("server", { flags: ["RST", "ACK"], seq: 0, ack: 1 });
    b.run().return(call, failed("ECONNREFUSED", 111));
    expect(fail("send", [bytesValue("x")], "EPIPE", socket)).toEqual({
      key: "EPIPE.never",
      facts: { call, code: "ECONNREFUSED" },
    });
  });

  it("names the shutdown of this end", () => {
    const { b, program, fail } = bench();
    const socket = clientSocket(b);
    const how: CallValue = { type: "constant", name: "SHUT_WR", value: 1 };
    const call = b.enter(program, "client", "shutdown", [how], 8, socket);
    b.return(call);
    expect(fail("send", [bytesValue("x")], "EPIPE", socket)).toEqual({
      key: "EPIPE.shutdown",
      facts: { call, text: "shutdown(SHUT_WR)" },
    });
  });

  it("names the RST that had come before", () => {
    const { b, fail } = bench();
    const socket = clientSocket(b);
    b.segment("server", { flags: ["RST"], seq: 1 });
    b.run();
    expect(fail("send", [bytesValue("x")], "EPIPE", socket)).toEqual({
      key: "EPIPE.rst",
      facts: { frame: 1 },
    });
  });
});

it("timeout: the seconds that the program had set last", () => {
  const { b, program, fail } = bench();
  const socket = clientSocket(b);
  for (const seconds of [5, 0.5]) b.return(b.enter(program, "client", "settimeout", [seconds], 8, socket));
  expect(fail("recv", [1024], "timeout", socket)).toEqual({
    key: "timeout.settimeout",
    facts: { seconds: 0.5 },
  });
});

it("ETIMEDOUT of connect: how often the SYN was sent", () => {
  const { b, program } = bench();
  const call = b.enter(program, "client", "connect", [SERVER], 9);
  const syn = b.segment("client", { flags: ["SYN"], seq: 0 });
  b.hold(syn);
  b.repeat(syn);
  b.repeat(syn);
  b.return(call, failed("ETIMEDOUT", 110));
  expect(whyOf(b, call)).toEqual({ key: "ETIMEDOUT.connect", facts: { count: 3 } });
});

it("EMSGSIZE: what the socket's family can carry in one datagram", () => {
  const { b, fail } = bench();
  const v6 = clientSocket(b, { state: "CLOSE", family: "AF_INET6", type: "SOCK_DGRAM" });
  const unix = clientSocket(b, { state: "CLOSE", family: "AF_UNIX", type: "SOCK_DGRAM" });
  const data = { ...bytesValue("xxx"), length: 300_000 };
  expect(fail("send", [data], "EMSGSIZE", v6)).toEqual({
    key: "EMSGSIZE.datagram",
    facts: { count: 300_000, version: "IPv6", most: 65_527 },
  });
  expect(fail("send", [data], "EMSGSIZE", unix)).toEqual({
    key: "EMSGSIZE.unix",
    facts: { count: 300_000 },
  });
});

it("recv on a listening socket: another reason than on one that was never connected", () => {
  const { b, fail } = bench();
  const listening = clientSocket(b, { state: "LISTEN" });
  const fresh = clientSocket(b, { state: "CLOSE" });
  expect(fail("recv", [1], "ENOTCONN", listening)).toEqual({ key: "ENOTCONN.listening", facts: {} });
  expect(fail("recv", [1], "ENOTCONN", fresh)).toEqual({ key: "ENOTCONN.never", facts: {} });
});

it.each([
  ["accept", [], "EINVAL", { key: "EINVAL.notListening", facts: {} }],
  ["accept", [], "EAGAIN", { key: "EAGAIN.accept", facts: {} }],
  ["recv", [1024], "EAGAIN", { key: "EAGAIN.recv", facts: {} }],
  [
    "sendto",
    [bytesValue("abc"), SERVER],
    "EMSGSIZE",
    { key: "EMSGSIZE.datagram", facts: { count: 3, version: "IPv4", most: 65_507 } },
  ],
  [
    "bind",
    [SERVER],
    "EADDRNOTAVAIL",
    { key: "EADDRNOTAVAIL.bind", facts: { address: "10.0.0.2", own: "10.0.0.1", any: "0.0.0.0" } },
  ],
  ["connect", ["/tmp/no"], "ENOENT", { key: "ENOENT.unix", facts: { path: "/tmp/no" } }],
  ["send", [bytesValue("x")], "EDESTADDRREQ", { key: "EDESTADDRREQ.other", facts: {} }],
  ["recv", [1], "EBADF", { key: "EBADF.other", facts: {} }],
  ["recv", [1], "EWHATEVER", null],
] as const)("%s %j failed with %s: %j", (name, values, code, expected) => {
  expect(bench().fail(name, [...values], code)).toEqual(expected);
});

it("to an address that cannot be had or reached, only those of the socket's family are offered", () => {
  const { b, fail } = bench();
  const socket = clientSocket(b, { family: "AF_INET6", state: "CLOSE" });
  const elsewhere: CallValue = { type: "address", address: "2001:db8:5::9", port: 80 };
  expect(fail("bind", [elsewhere], "EADDRNOTAVAIL", socket)).toEqual({
    key: "EADDRNOTAVAIL.bind",
    facts: { address: "2001:db8:5::9", own: "2001:db8::1", any: "::" },
  });
  expect(fail("connect", [elsewhere], "ENETUNREACH", socket)).toEqual({
    key: "ENETUNREACH.address",
    facts: { address: "2001:db8:5::9", known: "2001:db8::1, 2001:db8::2" },
  });
});

it("a call that succeeded, or still waits, has not failed", () => {
  const { b, program } = bench();
  const call = b.enter(program, "client", "recv", [1], 9);
  expect(whyOf(b, call)).toBe("no failed call");
  b.return(call);
  expect(whyOf(b, call)).toBe("no failed call");
});
