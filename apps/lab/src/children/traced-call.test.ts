import { beforeEach, describe, expect, it } from "vitest";
import { TracedCall } from "./traced-call.ts";
import type { Attempted, Enter, ToldSocket } from "./tracer-message.ts";

const SOCKET: ToldSocket = { fd: 4, cookie: "7", family: 2, type: 1 };
const RECV: Enter = {
  number: 9,
  say: "enter",
  name: "recv",
  arguments: [1],
  socket: SOCKET,
  line: 1,
  timeout: null,
  patience: null,
};

let said: string[];
/** What the tracer answers, one after the other; null: nothing in time. */
let answers: (Attempted | null)[];
let held: string[];

const channel = {
  say: (number: number, word: string | number) => void said.push(`${number} ${word}`),
  hear: () => answers.shift() ?? null,
};
const sockets = {
  numberOf: () => 3,
  hold: ({ fd }: ToldSocket) => void held.push(`hold ${fd}`),
  letGo: ({ fd }: ToldSocket) => void held.push(`let go ${fd}`),
};

function call(enter: Partial<Enter> = {}): TracedCall {
  return new TracedCall({ ...RECV, ...enter }, channel, sockets);
}

const blocked = (sent = 0): Attempted => ({ number: 9, say: "blocked", sent });
const returned = (
  value: Extract<Attempted, { say: "returned" }>["value"],
  socket: ToldSocket | null = SOCKET,
) => ({ number: 9, say: "returned", value, socket }) as const;
const raised = (errno: number, error: string | null = null): Attempted => ({
  number: 9,
  say: "raised",
  errno,
  error,
});

beforeEach(() => {
  said = [];
  answers = [];
  held = [];
});

describe("a call of a traced process", () => {
  it("is attempted there each time that it is asked for, and waits as long as the process says so", () => {
    const recv = call();
    answers = [blocked(), blocked(), returned(5)];
    expect([recv.attempt().ok, recv.waits()]).toEqual([false, true]);
    expect([recv.attempt().ok, recv.waits()]).toEqual([false, true]);
    expect([recv.attempt(), recv.waits()]).toEqual([{ ok: true, value: 5 }, false]);
    expect(said).toEqual(["9 try", "9 try", "9 try"]);
  });

  it("does not wait where the kernel says EAGAIN to a socket that does not block", () => {
    const recv = call({ timeout: 0 });
    answers = [raised(11)];
    expect(recv.attempt()).toMatchObject({ ok: false, errno: 11, code: "EAGAIN" });
    expect(recv.waits()).toBe(false);
    expect(recv.deadline).toBeUndefined();
  });

  it("fails by the name that Python's library has for an error that is not the kernel's", () => {
    answers = [raised(0, "TypeError")];
    expect(call().attempt()).toEqual({ ok: false, errno: 0, code: "TypeError" });
  });

  it("that is not answered in time is told only once to try, and takes the answer when it comes", () => {
    const recv = call();
    answers = [null, null];
    expect([recv.attempt().ok, recv.waits(), recv.isUnderway()]).toEqual([false, true, true]);
    expect([recv.attempt().ok, recv.waits(), recv.isUnderway()]).toEqual([false, true, true]);
    recv.answerLate(returned(5));
    expect([recv.attempt(), recv.isUnderway()]).toEqual([{ ok: true, value: 5 }, false]);
    expect(said).toEqual(["9 try"]);
  });

  it("that a signal interrupts while it waits is answered without another try", () => {
    const recv = call();
    answers = [blocked()];
    recv.attempt();
    recv.answerLate(raised(4, "EINTR"));
    expect(recv.attempt()).toMatchObject({ errno: 4, code: "EINTR" });
    expect(said).toEqual(["9 try"]);
  });

  it("tells how much of what it sends is on its way", () => {
    const send = call({ name: "sendall" });
    answers = [blocked(100)];
    send.attempt();
    expect(send.progress()).toBe(100);
  });

  it("whose time is over lets the program go on, as CPython does: connect_ex answers an errno", () => {
    answers = [blocked(), blocked()];
    const recv = call({ timeout: 0.5 });
    recv.attempt();
    expect(recv.deadline?.ms).toBe(500);
    expect(recv.deadline?.answer()).toEqual({ ok: false, errno: 0, code: "timeout" });
    const connect = call({ name: "connect_ex", timeout: 0.5 });
    connect.attempt();
    expect(connect.deadline?.answer()).toEqual({ ok: true, value: 11 });
    expect(said.filter((word) => word === "9 timeout")).toHaveLength(2);
  });

  it("for which the kernel's own time is over asks the program what the kernel does then", () => {
    answers = [blocked(), raised(11), blocked(4), returned(4)];
    const recv = call({ patience: 0.5 });
    recv.attempt();
    expect(recv.deadline?.ms).toBe(500);
    expect(recv.deadline?.answer()).toMatchObject({ ok: false, errno: 11, code: "EAGAIN" });
    const send = call({ name: "send", patience: 0.5 });
    send.attempt();
    expect(send.deadline?.answer()).toEqual({ ok: true, value: 4 });
    expect(said).toEqual(["9 try", "9 late", "9 try", "9 late"]);
  });

  it("holds the sockets that it makes, and lets go of the one that it closes", () => {
    const made = { ...SOCKET, fd: 5, cookie: "8" };
    answers = [returned({ tuple: [{ socket: made }, { tuple: ["192.0.2.1", 4000] }] }), returned(null, null)];
    call({ name: "accept" }).attempt();
    call({ name: "close" }).attempt();
    expect(held).toEqual(["hold 5", "let go 4"]);
  });
});
