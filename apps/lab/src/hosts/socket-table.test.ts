import {
  AF_INET,
  type DiagSocket,
  ERRNO,
  IPPROTO_TCP,
  type SocketTimer,
  SyscallError,
} from "@wirestage/linux";
import { type EventFacts, NS_PER_MS, NS_PER_S, traceTime } from "@wirestage/trace";
import { beforeEach, describe, expect, it } from "vitest";
import { WILDCARDS } from "./socket-kind.ts";
import { type OwnSegment, SocketTable, type SocketTablePort } from "./socket-table.ts";

let now: number;
let listed: DiagSocket[];
let facts: EventFacts[];
let sockets: number;
let table: SocketTable;

function connection(cookie: string, change: Partial<DiagSocket>): DiagSocket {
  return {
    cookie,
    family: "AF_INET",
    state: "ESTABLISHED",
    local: { address: "192.0.2.1", port: 50_000 },
    remote: { address: "192.0.2.2", port: 8888 },
    recvQueue: 0,
    sendQueue: 0,
    timer: { kind: "none" },
    uid: 0,
    inode: 1,
    shutdown: { receive: false, send: false },
    info: null,
    memory: null,
    congestionControl: null,
    ...change,
  };
}

function timer(kind: "retransmit" | "time-wait", remainingMs: number, retries = 0): SocketTimer {
  return { kind, remainingMs, retries };
}

/** The kernel is asked at `ms` and answers with these sockets; what that adds to the trace. */
function sampleAt(ms: number, sockets: DiagSocket[], stimulus: Parameters<SocketTable["sample"]>[0]) {
  now = ms * NS_PER_MS;
  listed = sockets;
  facts = [];
  table.sample(stimulus);
  return facts;
}

const call = { by: "call", call: 1 } as const;
const frame = { by: "frame", frame: 7 } as const;
const itself = { by: "itself" } as const;
const segment: OwnSegment = {
  local: { address: "192.0.2.1", port: 50_000 },
  remote: { address: "192.0.2.2", port: 8888 },
  purpose: "data",
};

const port: SocketTablePort = {
  append: (fact) => {
    facts.push(fact);
    return traceTime(now);
  },
  now: () => traceTime(now),
  nextSocketNumber: () => ++sockets,
};

beforeEach(() => {
  listed = [];
  facts = [];
  sockets = 0;
  table = new SocketTable(
    "client",
    {
      dump: ({ family, protocol }) => (family === AF_INET && protocol === IPPROTO_TCP ? listed : []),
      dumpUnix: () => [],
      one: () => null,
    },
    port,
  );
  table.hold("1", { fd: 3, program: 1, family: "AF_INET", type: "SOCK_STREAM", look: () => null });
});

describe("SocketTable", () => {
  it("waits in silence for a timer that is late, and keeps asking", () => {
    sampleAt(0, [connection("1", { state: "SYN_SENT", timer: timer("retransmit", 8000) })], call);
    for (const ms of [8020, 8040, 8060]) {
      const late = connection("1", { state: "SYN_SENT", timer: timer("retransmit", 0) });
      expect(sampleAt(ms, [late], itself)).toEqual([]);
      expect(table.nextExpiry()).toBe(ms * NS_PER_MS);
    }
    const fired = connection("1", { state: "SYN_SENT", timer: timer("retransmit", 16_000, 1) });
    expect(sampleAt(8080, [fired], itself)).toMatchObject([
      { kind: "socket.changed", cause: { by: "timer", timer: "retransmit", socket: 1 } },
    ]);
    expect(table.nextExpiry()).toBe(24.08 * NS_PER_S);
  });

  it("names no timer that has not fired when something else changes by itself", () => {
    sampleAt(0, [connection("1", { timer: timer("retransmit", 200) })], call);
    const later = connection("1", { timer: timer("retransmit", 0), recvQueue: 5 });
    expect(sampleAt(220, [later], itself)).toMatchObject([{ cause: { by: "kernel" } }]);
  });

  it("knows a frame for its timer's although the timer was seen to have fired before the frame was read", () => {
    sampleAt(0, [connection("1", { timer: timer("retransmit", 1000) })], call);
    sampleAt(1020, [connection("1", { timer: timer("retransmit", 2000, 1) })], itself);
    expect(table.causeOfOwnSegment(segment)).toMatchObject({ by: "timer", timer: "retransmit" });
    now += 50 * NS_PER_MS;
    expect(table.causeOfOwnSegment(segment)).toEqual({ by: "kernel" });
  });

  it("knows a frame for its timer's on a kernel that counts time in steps of 10 ms", () => {
    sampleAt(0, [connection("1", { timer: timer("retransmit", 1000) })], call);
    now = 990 * NS_PER_MS;
    expect(table.causeOfOwnSegment(segment)).toMatchObject({ by: "timer" });
  });

  it("ends a TIME_WAIT by its timer even if another socket's frame made us look", () => {
    const waiting = connection("1", { state: "TIME_WAIT", timer: timer("time-wait", 60_000) });
    sampleAt(0, [waiting], { by: "frame", frame: 1 });
    expect(sampleAt(60_015, [], { by: "frame", frame: 2 })).toMatchObject([
      { kind: "socket.closed", cause: { by: "timer", timer: "time-wait" } },
    ]);
  });

  it("ends a TIME_WAIT by the frame that cut it short", () => {
    const waiting = connection("1", { state: "TIME_WAIT", timer: timer("time-wait", 60_000) });
    sampleAt(0, [waiting], { by: "frame", frame: 1 });
    expect(sampleAt(100, [], { by: "frame", frame: 2 })).toMatchObject([
      { cause: { by: "frame", frame: 2 } },
    ]);
  });

  it("tells two connections with the same ports apart by their addresses", () => {
    const ends = {
      local: { address: "192.0.2.1", port: 8888 },
      remote: { address: "192.0.2.2", port: 8888 },
    };
    const other = {
      local: { address: "127.0.0.1", port: 8888 },
      remote: { address: "127.0.0.1", port: 8888 },
    };
    const late = timer("retransmit", 1000);
    sampleAt(0, [connection("1", other), connection("2", { ...ends, timer: late })], call);
    now = 1010 * NS_PER_MS;
    const sent: OwnSegment = { ...ends, purpose: "data" };
    expect(table.causeOfOwnSegment(sent)).toEqual({ by: "timer", timer: "retransmit", socket: 2 });
  });

  it("knows an IPv4 segment of a connection that an AF_INET6 socket holds", () => {
    const mapped = (address: string, port: number) => ({ address: `::ffff:${address}`, port });
    const six = {
      family: "AF_INET6",
      local: mapped("192.0.2.1", 50_000),
      remote: mapped("192.0.2.2", 8888),
    } as const;
    sampleAt(0, [connection("1", six)], call);
    const acknowledgment = { ...segment, purpose: "acknowledgment" } as const;
    expect(table.causeOfOwnSegment(acknowledgment)).toMatchObject({ by: "timer", timer: "delayed-ack" });
  });

  it.each([
    ["ESTABLISHED", "FIN_WAIT1", "kernel"],
    ["CLOSE_WAIT", "LAST_ACK", "kernel"],
    ["CLOSE", "SYN_SENT", "kernel"],
    ["ESTABLISHED", "CLOSE_WAIT", "frame"],
    ["FIN_WAIT1", "TIME_WAIT", "frame"],
    ["SYN_SENT", "ESTABLISHED", "frame"],
  ] as const)("seen from %s to %s after a frame: by %s", (before, state, by) => {
    sampleAt(0, [connection("1", { state: before })], call);
    expect(sampleAt(10, [connection("1", { state })], frame)).toMatchObject([
      { before, state, cause: { by } },
    ]);
  });

  it("seen with less to be read after a frame: was read from, which no frame does", () => {
    sampleAt(0, [connection("1", { recvQueue: 5 })], call);
    expect(sampleAt(10, [connection("1", { recvQueue: 2 })], frame)).toMatchObject([
      { cause: { by: "kernel" } },
    ]);
    expect(sampleAt(20, [connection("1", { recvQueue: 4 })], frame)).toMatchObject([{ cause: frame }]);
  });

  it.each([
    ["fin", "kernel"],
    ["data", "kernel"],
    ["syn", "kernel"],
    ["rst", "kernel"],
    ["acknowledgment", "frame"],
  ] as const)("a %s of an idle connection, there after a frame: by %s", (purpose, by) => {
    sampleAt(0, [connection("1", {})], call);
    expect(table.causeOfAnswer({ ...segment, purpose }, frame)).toMatchObject({ by });
  });

  it("a frame that opens the window lets data and FIN go that waited", () => {
    sampleAt(0, [connection("1", { state: "FIN_WAIT1", sendQueue: 9 })], call);
    for (const purpose of ["data", "fin"] as const) {
      expect(table.causeOfAnswer({ ...segment, purpose }, frame)).toEqual(frame);
    }
  });

  it("a connection that is gone after a frame: by that, or by itself where this host has reset it", () => {
    sampleAt(0, [connection("1", {})], call);
    expect(sampleAt(10, [], frame)).toMatchObject([{ kind: "socket.closed", cause: frame }]);
    sampleAt(20, [connection("1", {})], call);
    table.causeOfAnswer({ ...segment, purpose: "rst" }, frame);
    expect(sampleAt(30, [], frame)).toMatchObject([{ kind: "socket.closed", cause: { by: "kernel" } }]);
  });

  it("closes a socket whose descriptor is gone and which the kernel does not list", () => {
    sampleAt(0, [connection("1", {})], call);
    expect(sampleAt(10, [], call)).toMatchObject([{ kind: "socket.closed", socket: 1, cause: call }]);
  });

  it("does without the list of a kind that this kernel cannot give, and asks for it no more", () => {
    let asked = 0;
    const dumpUnix = () => {
      asked += 1;
      throw new SyscallError("sock_diag", ERRNO.ENOENT, "dumping sockets");
    };
    table = new SocketTable("client", { dump: () => [], dumpUnix, one: () => null }, port);
    const view = {
      state: "CLOSE",
      local: { address: "/tmp/echo", port: 0 },
      remote: WILDCARDS.AF_UNIX,
    } as const;
    table.hold("1", { fd: 3, program: 1, family: "AF_UNIX", type: "SOCK_DGRAM", look: () => view });
    expect(sampleAt(0, [], call)).toMatchObject([{ kind: "socket.opened", family: "AF_UNIX", ...view }]);
    expect(sampleAt(1, [], call)).toEqual([]);
    expect(asked).toBe(1);
  });
});

describe("frames that come faster than the kernel can be asked", () => {
  let asked: number;

  /** A frame has left the connection in this state, with so many bytes to read, at `ms`. */
  function frameAt(ms: number, receive: number, change: Partial<DiagSocket> = {}, canOpenOrClose = false) {
    now = ms * NS_PER_MS;
    listed = [connection("1", { recvQueue: receive, ...change })];
    table.sampleAfterFrame(frame, () => canOpenOrClose);
  }

  beforeEach(() => {
    for (let n = 0; n < 256; n++) frameAt(0, n);
    asked = facts.length;
  });

  it("are told together, as sampled, once it is time or somebody looks", () => {
    expect(asked).toBe(256);
    frameAt(1, 300);
    frameAt(2, 301);
    expect(facts).toHaveLength(asked);
    expect(table.nextExpiry()).toBe(10 * NS_PER_MS);
    now = 8 * NS_PER_MS;
    table.catchUp();
    expect(facts.at(-1)).toMatchObject({ queues: { receive: 301 }, sampling: "sampled" });
    expect(table.nextExpiry()).toBeNull();
    now = 100 * NS_PER_MS;
    frameAt(100, 302);
    expect(facts.at(-1)).toMatchObject({ queues: { receive: 302 }, cause: frame, sampling: "exact" });
  });

  it("are told at once where they may open, close or reset a connection", () => {
    frameAt(1, 300, { state: "CLOSE_WAIT" }, true);
    expect(facts.at(-1)).toMatchObject({ before: "ESTABLISHED", state: "CLOSE_WAIT", sampling: "exact" });
  });

  it("are told at once where a mere acknowledgment changes a state", () => {
    sampleAt(1, [connection("1", { state: "FIN_WAIT1" })], call);
    frameAt(1, 0, { state: "FIN_WAIT2" });
    expect(facts.at(-1)).toMatchObject({ before: "FIN_WAIT1", state: "FIN_WAIT2", sampling: "exact" });
  });

  it("leave what a call changes after them marked as sampled, because some of it may be theirs", () => {
    frameAt(1, 300);
    expect(sampleAt(2, [connection("1", { recvQueue: 0 })], call)).toMatchObject([
      { cause: call, sampling: "sampled" },
    ]);
  });
});
