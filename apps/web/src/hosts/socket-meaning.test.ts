import { TraceBuilder } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { receiveQueueMeaning, sendQueueMeaning, timerMeaning, timerThatCaused } from "./socket-meaning.ts";

const queues = (receive: number, send: number) => ({ receive, send });

describe("what Recv-Q counts", () => {
  it("is data, until the other side's FIN has come and not been read", () => {
    expect(receiveQueueMeaning({ state: "ESTABLISHED", queues: queues(5, 0) })).toBe("data");
    expect(receiveQueueMeaning({ state: "CLOSE_WAIT", queues: queues(1, 0) })).toBe("fin");
    expect(receiveQueueMeaning({ state: "CLOSE_WAIT", queues: queues(0, 0) })).toBe("data");
  });
});

describe("what Send-Q counts", () => {
  it("is data, but a SYN or FIN while that is on its way", () => {
    expect(sendQueueMeaning({ state: "ESTABLISHED", queues: queues(0, 5) })).toBe("data");
    expect(sendQueueMeaning({ state: "SYN_SENT", queues: queues(0, 1) })).toBe("syn");
    for (const state of ["FIN_WAIT1", "CLOSING", "LAST_ACK"] as const) {
      expect(sendQueueMeaning({ state, queues: queues(0, 1) })).toBe("fin");
    }
  });

  it("counts no SYN-ACK, and yet one is unacknowledged all through SYN_RECV", () => {
    expect(sendQueueMeaning({ state: "SYN_RECV", queues: queues(0, 0) })).toBe("synAck");
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
