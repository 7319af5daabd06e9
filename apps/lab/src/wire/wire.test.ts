import type { EventFacts } from "@wirestage/trace";
import { composeFrame, ipv6Address, macAddress } from "@wirestage/wire";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { codeOf, WireBench } from "./wire.fixture.ts";

let bench: WireBench;

/** A multicast listener report, RFC 3810. */
const NOISE = composeFrame({
  ethernet: { src: macAddress("02:00:00:00:00:01"), dst: macAddress("33:33:00:00:00:16") },
  ip: { version: 6, src: ipv6Address("fe80::1"), dst: ipv6Address("ff02::16") },
  transport: { kind: "icmpv6", header: { kind: "unknown", type: 143, code: 0 } },
  payload: new Uint8Array(4),
});

function isOrigin(fact: EventFacts) {
  return fact.kind === "frame.sent" || fact.kind === "frame.copied" || fact.kind === "frame.injected";
}

beforeEach(() => {
  bench = new WireBench();
});

describe("Wire", () => {
  it("delivers after the delay of the sender's direction, not before", () => {
    bench.wire.setDelay("client", 100);
    bench.send("client");
    bench.send("server");
    bench.passUntil(99);
    expect(bench.delivered).toEqual([2]);
    bench.passUntil(100);
    expect(bench.delivered).toEqual([2, 1]);
  });

  it("stops frames half-way while it holds, and one that is released goes the other half", () => {
    bench.wire.setDelay("client", 100);
    bench.wire.setHold(true);
    bench.send();
    bench.passUntil(1000);
    expect(bench.facts.at(-1)).toMatchObject({ kind: "frame.held", position: 0.5 });
    bench.wire.hands.release(1);
    expect(bench.facts.at(-1)).toMatchObject({ kind: "frame.released", due: 1050 });
    bench.passUntil(1050);
    expect(bench.delivered).toEqual([1]);
  });

  it("stops what is flying where it is when holding begins", () => {
    bench.wire.setDelay("client", 100);
    bench.send();
    bench.passUntil(80);
    bench.wire.setHold(true);
    expect(bench.facts.at(-1)).toMatchObject({ kind: "frame.held", position: 0.8, by: { by: "hand" } });
  });

  it("lets frames through that have not reached the middle when holding ends, and keeps those that were stopped", () => {
    bench.wire.setDelay("client", 100);
    bench.wire.setHold(true);
    bench.send();
    bench.passUntil(60);
    bench.send();
    bench.wire.setHold(false);
    bench.passUntil(1000);
    expect(bench.delivered).toEqual([2]);
  });

  it("knows a frame that was dropped or delivered as gone", () => {
    bench.send();
    bench.passUntil(10);
    expect(codeOf(() => bench.wire.hands.drop(1))).toBe("frame_gone");
    bench.wire.setHold(true);
    bench.send();
    bench.passUntil(20);
    bench.wire.hands.drop(2);
    expect(bench.facts.at(-1)).toMatchObject({ kind: "frame.lost", position: 0.5, by: { by: "hand" } });
    expect(codeOf(() => bench.wire.hands.release(2))).toBe("frame_gone");
  });

  it("refuses to release what is not held", () => {
    bench.wire.setDelay("client", 100);
    bench.send();
    expect(codeOf(() => bench.wire.hands.release(1))).toBe("frame_not_held");
    expect(codeOf(() => bench.wire.hands.step())).toBe("nothing_held");
  });

  it("loses a frame beyond its limit, and says which limit", () => {
    bench = new WireBench(2);
    bench.wire.setHold(true);
    bench.send();
    bench.send();
    bench.send();
    expect(bench.facts.at(-1)).toMatchObject({
      kind: "frame.lost",
      by: { by: "limit", limit: "frames_on_wire" },
    });
  });

  it("does not stop again what was let go when it is told to hold and holds already", () => {
    bench.wire.setDelay("client", 100);
    bench.wire.setHold(true);
    bench.send();
    bench.passUntil(60);
    bench.wire.hands.release(1);
    const told = bench.facts.length;
    bench.wire.setHold(true);
    expect(bench.facts.length).toBe(told);
    bench.passUntil(200);
    expect(bench.delivered).toEqual([1]);
  });

  it("lets link noise through while it holds, also what was flying when holding began", () => {
    bench.wire.setDelay("client", 100);
    bench.send("client", NOISE);
    bench.wire.setHold(true);
    bench.send("client", NOISE);
    bench.send();
    bench.passUntil(1000);
    expect(bench.delivered).toEqual([1, 2]);
  });

  it("does not step to link noise that was held by hand, nor let it go with all, but alone", () => {
    bench.wire.setDelay("client", 100);
    bench.send("client", NOISE);
    bench.wire.hands.hold(1);
    bench.wire.hands.releaseAll();
    expect(codeOf(() => bench.wire.hands.step())).toBe("nothing_held");
    bench.wire.hands.release(1);
    bench.passUntil(1000);
    expect(bench.delivered).toEqual([1]);
  });

  it("neither makes nor forgets a frame, whatever is done to it in whatever order", () => {
    const deed = fc.oneof(
      fc.record({
        do: fc.constantFrom("send", "sendBack", "inject", "hold", "go", "step", "all"),
        n: fc.nat(10),
      }),
      fc.record({
        do: fc.constantFrom("drop", "stop", "release", "copy", "alter", "wait", "delay"),
        n: fc.nat(40),
      }),
    );
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 60 }), (deeds) => {
        bench = new WireBench();
        for (const each of deeds) codeOf(() => act(each));
        const lost = bench.facts.filter(({ kind }) => kind === "frame.lost").length;
        bench.wire.setHold(false);
        bench.wire.hands.releaseAll();
        bench.passUntil(1_000_000);
        expect(bench.delivered.length + lost).toBe(bench.frames);
        expect(new Set(bench.delivered).size).toBe(bench.delivered.length);
        const origins = bench.facts.flatMap((fact) => (isOrigin(fact) ? [fact.frame] : []));
        expect(origins).toEqual(Array.from({ length: bench.frames }, (_, index) => index + 1));
      }),
    );
  });
});

function act({ do: what, n }: { do: string; n: number }): void {
  const deeds: Record<string, () => void> = {
    send: () => bench.send("client"),
    sendBack: () => bench.send("server"),
    hold: () => bench.wire.setHold(true),
    go: () => bench.wire.setHold(false),
    step: () => bench.wire.hands.step(),
    all: () => bench.wire.hands.releaseAll(),
    drop: () => bench.wire.hands.drop(n),
    stop: () => bench.wire.hands.hold(n),
    release: () => bench.wire.hands.release(n),
    copy: () => bench.wire.hands.copy(n),
    alter: () => bench.wire.hands.alter(n, { offset: 0, bit: 0, checksums: "left" }),
    inject: () => bench.wire.hands.inject("client", new Uint8Array(14)),
    wait: () => bench.passUntil(bench.now + n),
    delay: () => bench.wire.setDelay("client", n),
  };
  deeds[what]?.();
}
