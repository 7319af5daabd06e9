import { type EventFacts, traceTime } from "@wirestage/trace";
import { composeFrame, ipv6Address, macAddress } from "@wirestage/wire";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { LabError } from "./lab-error.ts";
import { Wire } from "./wire.ts";

let now: number;
let facts: EventFacts[];
let delivered: number[];
let wire: Wire;
let frame: number;

function makeWire(limit = 100): Wire {
  now = 0;
  frame = 0;
  facts = [];
  delivered = [];
  return new Wire(["client", "server"], limit, {
    number: (bytes) => {
      frame += 1;
      return { frame, bytes: Buffer.from(bytes).toString("base64"), length: bytes.length };
    },
    append: (fact) => {
      facts.push(fact);
      return traceTime(now);
    },
    now: () => traceTime(now),
    deliver: ({ frame: number }) => delivered.push(number),
  });
}

/** A multicast listener report, RFC 3810. */
const NOISE = composeFrame({
  ethernet: { src: macAddress("02:00:00:00:00:01"), dst: macAddress("33:33:00:00:00:16") },
  ip: { version: 6, src: ipv6Address("fe80::1"), dst: ipv6Address("ff02::16") },
  transport: { kind: "icmpv6", header: { kind: "unknown", type: 143, code: 0 } },
  payload: new Uint8Array(4),
});

function send(host = "client", bytes: Uint8Array = new Uint8Array([1])): number {
  wire.accept(host, bytes, { by: "kernel" });
  return frame;
}

function passUntil(t: number): void {
  for (let next = wire.nextDeadline(); next !== null && next <= t; next = wire.nextDeadline()) {
    now = Math.max(now, next);
    wire.advance(now);
  }
  now = t;
}

function codeOf(act: () => void): string {
  try {
    act();
  } catch (error) {
    if (error instanceof LabError) return error.body.code;
    throw error;
  }
  return "no error";
}

beforeEach(() => {
  wire = makeWire();
});

describe("Wire", () => {
  it("delivers after the delay of the sender's direction, not before", () => {
    wire.setDelay("client", 100);
    send("client");
    send("server");
    passUntil(99);
    expect(delivered).toEqual([2]);
    passUntil(100);
    expect(delivered).toEqual([2, 1]);
  });

  it("stops frames half-way while it holds, and one that is released goes the other half", () => {
    wire.setDelay("client", 100);
    wire.setHold(true);
    send();
    passUntil(1000);
    expect(facts.at(-1)).toMatchObject({ kind: "frame.held", position: 0.5 });
    wire.release(1);
    expect(facts.at(-1)).toMatchObject({ kind: "frame.released", due: 1050 });
    passUntil(1050);
    expect(delivered).toEqual([1]);
  });

  it("stops what is flying where it is when holding begins", () => {
    wire.setDelay("client", 100);
    send();
    passUntil(80);
    wire.setHold(true);
    expect(facts.at(-1)).toMatchObject({ kind: "frame.held", position: 0.8, by: { by: "hand" } });
  });

  it("lets frames through that have not reached the middle when holding ends, and keeps those that were stopped", () => {
    wire.setDelay("client", 100);
    wire.setHold(true);
    send();
    passUntil(60);
    send();
    wire.setHold(false);
    passUntil(1000);
    expect(delivered).toEqual([2]);
  });

  it("knows a frame that was dropped or delivered as gone", () => {
    send();
    passUntil(10);
    expect(codeOf(() => wire.drop(1))).toBe("frame_gone");
    wire.setHold(true);
    send();
    passUntil(20);
    wire.drop(2);
    expect(facts.at(-1)).toMatchObject({ kind: "frame.lost", position: 0.5, by: { by: "hand" } });
    expect(codeOf(() => wire.release(2))).toBe("frame_gone");
  });

  it("refuses to release what is not held", () => {
    wire.setDelay("client", 100);
    send();
    expect(codeOf(() => wire.release(1))).toBe("frame_not_held");
    expect(codeOf(() => wire.step())).toBe("nothing_held");
  });

  it("loses a frame beyond its limit, and says which limit", () => {
    wire = makeWire(2);
    wire.setHold(true);
    send();
    send();
    send();
    expect(facts.at(-1)).toMatchObject({ kind: "frame.lost", by: { by: "limit", limit: "frames_on_wire" } });
  });

  it("does not stop again what was let go when it is told to hold and holds already", () => {
    wire.setDelay("client", 100);
    wire.setHold(true);
    send();
    passUntil(60);
    wire.release(1);
    const told = facts.length;
    wire.setHold(true);
    expect(facts.length).toBe(told);
    passUntil(200);
    expect(delivered).toEqual([1]);
  });

  it("lets link noise through while it holds, also what was flying when holding began", () => {
    wire.setDelay("client", 100);
    send("client", NOISE);
    wire.setHold(true);
    send("client", NOISE);
    send();
    passUntil(1000);
    expect(delivered).toEqual([1, 2]);
  });

  it("does not step to link noise that was held by hand, nor let it go with all, but alone", () => {
    wire.setDelay("client", 100);
    send("client", NOISE);
    wire.hold(1);
    wire.releaseAll();
    expect(codeOf(() => wire.step())).toBe("nothing_held");
    wire.release(1);
    passUntil(1000);
    expect(delivered).toEqual([1]);
  });

  it("neither makes nor forgets a frame, whatever is done to it in whatever order", () => {
    const deed = fc.oneof(
      fc.record({ do: fc.constantFrom("send", "sendBack", "hold", "go", "step", "all"), n: fc.nat(10) }),
      fc.record({ do: fc.constantFrom("drop", "stop", "release", "wait", "delay"), n: fc.nat(40) }),
    );
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 60 }), (deeds) => {
        wire = makeWire();
        for (const each of deeds) codeOf(() => act(each));
        const lost = facts.filter(({ kind }) => kind === "frame.lost").length;
        wire.setHold(false);
        wire.releaseAll();
        passUntil(1_000_000);
        expect(delivered.length + lost).toBe(frame);
        expect(new Set(delivered).size).toBe(delivered.length);
      }),
    );
  });
});

function act({ do: what, n }: { do: string; n: number }): void {
  const deeds: Record<string, () => void> = {
    send: () => send("client"),
    sendBack: () => send("server"),
    hold: () => wire.setHold(true),
    go: () => wire.setHold(false),
    step: () => wire.step(),
    all: () => wire.releaseAll(),
    drop: () => wire.drop(n),
    stop: () => wire.hold(n),
    release: () => wire.release(n),
    wait: () => passUntil(now + n),
    delay: () => wire.setDelay("client", n),
  };
  deeds[what]?.();
}
