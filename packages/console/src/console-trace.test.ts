import { bytesValue } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { consoleEntries, consolesOf, scopeOf, spokenLines } from "./console-trace.ts";
import { meaningOf } from "./meaning.ts";
import { ConsoleTrace } from "./testing-console.ts";

function known(trace: ConsoleTrace, host: "client" | "server", events = trace.log.events.length) {
  const { names } = scopeOf(trace.log, trace.log.stateAfter(events), host);
  return Object.fromEntries([...names].map(([name, value]) => [name, meaningOf(value).en]));
}

describe("the names of a console", () => {
  it("stand for what their calls answered", () => {
    const trace = new ConsoleTrace();
    trace.listener("server", "s");
    trace.done("server", "u = socket(AF_INET, SOCK_DGRAM)", { type: "socket", socket: 9, fd: 12 });
    trace.done("server", "data, peer = u.recvfrom(9)", {
      type: "tuple",
      items: [bytesValue("hello"), { type: "address", address: "10.0.0.1", port: 4 }],
    });
    trace.done("server", 'f = s.makefile("rw")', { type: "file", mode: "rw" });
    trace.done("server", "n = s.fileno()", 5);
    expect(known(trace, "server")).toEqual({
      s: "TCP socket, LISTEN",
      u: "UDP socket",
      data: "5 bytes",
      peer: "address",
      f: "file of a socket, rw",
      n: "number",
    });
    expect(known(trace, "client")).toEqual({});
  });

  it("of a call that waits get their values when it returns, and not where it fails", () => {
    const trace = new ConsoleTrace();
    trace.listener("server", "s");
    const first = trace.blocked("server", "conn, peer = s.accept()");
    expect(known(trace, "server")["conn"]).toBe("comes when accept() returns");
    trace.return(first, {
      ok: true,
      value: { type: "accepted", socket: 7, fd: 13, address: "10.0.0.1", port: 4 },
    });
    expect(known(trace, "server")).toMatchObject({ conn: "TCP socket", peer: "address" });
    const second = trace.blocked("server", "other, peer = s.accept()");
    expect(known(trace, "server")).toMatchObject({ other: "comes when accept() returns", peer: "address" });
    trace.return(second, { ok: false, errno: 9, code: "EBADF" });
    expect(known(trace, "server")["other"]).toBeUndefined();
  });

  it("are given in the order in which calls returned", () => {
    const trace = new ConsoleTrace();
    trace.listener("server", "s");
    const slow = trace.blocked("server", "a = s.recv(1)");
    trace.done("server", "a = s.fileno()", 5);
    trace.return(slow, { ok: true, value: bytesValue("x") });
    expect(known(trace, "server")["a"]).toBe("1 bytes");
  });

  it("of an accept on AF_UNIX are the connection and a path", () => {
    const trace = new ConsoleTrace();
    trace.done("server", "s = socket(AF_UNIX)", { type: "socket", socket: 1, fd: 4 });
    trace.done("server", "conn, peer = s.accept()", {
      type: "tuple",
      items: [{ type: "socket", socket: 2, fd: 5 }, ""],
    });
    expect(known(trace, "server")).toMatchObject({ conn: "Unix stream socket", peer: "text" });
  });

  it("know what was closed, and are gone with the console", () => {
    const trace = new ConsoleTrace();
    trace.listener("server", "s");
    const before = trace.log.events.length;
    trace.done("server", "s.close()");
    expect(known(trace, "server")["s"]).toBe("TCP socket, closed");
    trace.kill("server");
    expect(known(trace, "server")).toEqual({});
    expect(known(trace, "server", before)["s"]).toBe("TCP socket, LISTEN");
    trace.listener("server", "again");
    expect(known(trace, "server")).toEqual({ again: "TCP socket, LISTEN" });
  });
});

describe("what was done in a console", () => {
  it("is told as it stood at a time of the past", () => {
    const trace = new ConsoleTrace();
    const call = trace.blocked("client", "c.connect(1)");
    const then = trace.log.events.length;
    trace.return(call, { ok: true, value: null });
    const entryAt = (events: number) =>
      consoleEntries(trace.log, trace.log.stateAfter(events), trace.console("client"))[0];
    expect(entryAt(then)?.call).toMatchObject({ blocked: { call }, returned: null });
    expect(entryAt(then + 1)?.call?.returned).toMatchObject({ call });
    expect(entryAt(then - 2)?.call).toBeNull();
    expect(entryAt(1)).toBeUndefined();
  });

  it("is said by the newest console of each host, in order, for a script", () => {
    const trace = new ConsoleTrace();
    trace.done("server", "old = socket()", { type: "socket", socket: 1, fd: 3 });
    trace.kill("server");
    trace.done("client", "c = socket()", { type: "socket", socket: 2, fd: 4 });
    trace.done("server", "s = socket()", { type: "socket", socket: 3, fd: 5 });
    trace.done("client", "c.close()");
    expect(spokenLines(trace.log, trace.log.latest)).toEqual([
      { host: "client", text: "c = socket()", fails: false },
      { host: "server", text: "s = socket()", fails: false },
      { host: "client", text: "c.close()", fails: false },
    ]);
    expect(consolesOf(trace.log.latest, "server").map(({ ended }) => ended?.signal)).toEqual([
      "SIGKILL",
      undefined,
    ]);
  });

  it("is said of each call whether it failed, as far as that was so at a time", () => {
    const trace = new ConsoleTrace();
    const call = trace.blocked("client", 'c.connect(("10.0.0.2", 81))');
    const before = trace.log.events.length;
    trace.return(call, { ok: false, errno: 111, code: "ECONNREFUSED" });
    const failures = (events: number) =>
      spokenLines(trace.log, trace.log.stateAfter(events)).map(({ fails }) => fails);
    expect(failures(before)).toEqual([false]);
    expect(failures(before + 1)).toEqual([true]);
  });

  it("is found when more of it comes after a look", () => {
    const trace = new ConsoleTrace();
    trace.done("client", "c = socket()");
    expect(spokenLines(trace.log, trace.log.latest)).toHaveLength(1);
    trace.done("client", "c.close()");
    expect(spokenLines(trace.log, trace.log.latest)).toHaveLength(2);
  });
});
