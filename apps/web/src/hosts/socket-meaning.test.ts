import { TraceBuilder } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import {
  peering,
  receiveQueueMeaning,
  sendQueueMeaning,
  timerMeaning,
  timerThatCaused,
} from "./socket-meaning.ts";

const queues = (receive: number, send: number) => ({ receive, send });

const TCP = { family: "AF_INET", type: "SOCK_STREAM" } as const;
const UDP = { family: "AF_INET6", type: "SOCK_DGRAM" } as const;
const UNIX = { family: "AF_UNIX", type: "SOCK_STREAM" } as const;
const UNIX_DATAGRAM = { family: "AF_UNIX", type: "SOCK_DGRAM" } as const;

describe("what Recv-Q counts", () => {
  it("is data, until the other side's FIN has come and not been read", () => {
    expect(receiveQueueMeaning({ ...TCP, state: "ESTABLISHED", queues: queues(5, 0) })).toBe("data");
    expect(receiveQueueMeaning({ ...TCP, state: "CLOSE_WAIT", queues: queues(1, 0) })).toBe("fin");
    expect(receiveQueueMeaning({ ...TCP, state: "CLOSE_WAIT", queues: queues(0, 0) })).toBe("data");
  });

  it("of a listening socket is connections, of UDP memory, of AF_UNIX what was sent", () => {
    const some = queues(768, 0);
    expect(receiveQueueMeaning({ ...TCP, state: "LISTEN", queues: some })).toBe("accept");
    expect(receiveQueueMeaning({ ...UNIX, state: "LISTEN", queues: some })).toBe("accept");
    expect(receiveQueueMeaning({ ...UDP, state: "CLOSE", queues: some })).toBe("datagramMemory");
    expect(receiveQueueMeaning({ ...UNIX, state: "ESTABLISHED", queues: some })).toBe("data");
    expect(receiveQueueMeaning({ ...UNIX_DATAGRAM, state: "CLOSE", queues: some })).toBe("firstDatagram");
  });
});

describe("what Send-Q counts", () => {
  it("is data, but a SYN or FIN while that is on its way", () => {
    expect(sendQueueMeaning({ ...TCP, state: "ESTABLISHED", queues: queues(0, 5) })).toBe("data");
    expect(sendQueueMeaning({ ...TCP, state: "SYN_SENT", queues: queues(0, 1) })).toBe("syn");
    for (const state of ["FIN_WAIT1", "CLOSING", "LAST_ACK"] as const) {
      expect(sendQueueMeaning({ ...TCP, state, queues: queues(0, 1) })).toBe("fin");
    }
  });

  it("counts no SYN-ACK, and yet one is unacknowledged all through SYN_RECV", () => {
    expect(sendQueueMeaning({ ...TCP, state: "SYN_RECV", queues: queues(0, 0) })).toBe("synAck");
  });

  it("is nothing that could be acknowledged on UDP and AF_UNIX", () => {
    expect(sendQueueMeaning({ ...UDP, state: "ESTABLISHED", queues: queues(0, 1) })).toBe("unsent");
    expect(sendQueueMeaning({ ...UNIX, state: "ESTABLISHED", queues: queues(0, 1) })).toBe("unreadThere");
    expect(sendQueueMeaning({ ...UNIX, state: "LISTEN", queues: queues(0, 5) })).toBe("backlog");
  });
});

describe("what the state of a socket without a handshake says", () => {
  it("is whether it was connected; of a stream it says what it says", () => {
    expect(peering({ ...UDP, state: "CLOSE" })).toBe("unconnected");
    expect(peering({ ...UDP, state: "ESTABLISHED" })).toBe("connected");
    expect(peering({ ...UNIX_DATAGRAM, state: "ESTABLISHED" })).toBe("connected");
    expect([TCP, UNIX].map((kind) => peering({ ...kind, state: "ESTABLISHED" }))).toEqual([null, null]);
  });
});

describe("what a timer is for", () => {
  it("in FIN_WAIT2 without a program it is tcp_fin_timeout; with one a keepalive stays a keepalive", () => {
    expect(timerMeaning({ state: "FIN_WAIT2", fd: null }, "time-wait")).toBe("finTimeout");
    expect(timerMeaning({ state: "FIN_WAIT2", fd: null }, "keepalive")).toBe("finTimeout");
    expect(timerMeaning({ state: "FIN_WAIT2", fd: 3 }, "keepalive")).toBe("keepalive");
    expect(timerMeaning({ state: "TIME_WAIT", fd: null }, "time-wait")).toBe("time-wait");
  });

  it.each([
    ["FIN_WAIT2", "finTimeout"],
    ["TIME_WAIT", "time-wait"],
  ] as const)("a socket that ends by it in %s: %s", (state, meaning) => {
    const b = new TraceBuilder();
    const socket = b.socket("client", { state, cause: { by: "kernel" } });
    const cause = { by: "timer", timer: "time-wait", socket } as const;
    b.event({ kind: "socket.closed", socket, host: "client", before: state, cause, sampling: "exact" });
    expect(timerThatCaused(cause, b.log)).toBe(meaning);
  });
});
