import {
  composeFrame,
  decodeFrame,
  ipv4Address,
  macAddress,
  SeqNumber,
  verifyChecksums,
} from "@wirestage/wire";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { codeOf, WireBench } from "./wire.fixture.ts";

let bench: WireBench;

beforeEach(() => {
  bench = new WireBench();
});

/** A datagram whose payload is the text. */
function datagram(text: string): Uint8Array {
  return composeFrame({
    ethernet: { src: macAddress("02:00:00:00:00:01"), dst: macAddress("02:00:00:00:00:02") },
    ip: { version: 4, src: ipv4Address("192.0.2.1"), dst: ipv4Address("192.0.2.2") },
    transport: { kind: "udp", srcPort: 5000, dstPort: 8888 },
    payload: new TextEncoder().encode(text),
  });
}

const segment = composeFrame({
  ethernet: { src: macAddress("02:00:00:00:00:01"), dst: macAddress("02:00:00:00:00:02") },
  ip: { version: 4, src: ipv4Address("192.0.2.1"), dst: ipv4Address("192.0.2.2") },
  transport: { kind: "tcp", srcPort: 5000, dstPort: 8888, seq: SeqNumber.of(1), flags: 0x18 },
  payload: new TextEncoder().encode("hello"),
});

/** The payload's first byte: behind the headers of Ethernet, IPv4 and UDP. */
const PAYLOAD = 14 + 20 + 8;

const textOf = (bytes: Uint8Array) => Buffer.from(bytes.subarray(PAYLOAD)).toString();

describe("a copy made on the wire", () => {
  it("arrives with its original, right after it, whenever it was made", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400), { minLength: 1, maxLength: 9 }), fc.nat(300), (times, delay) => {
        bench = new WireBench();
        bench.wire.setDelay("client", delay + 100);
        bench.send();
        bench.send();
        for (const t of times.sort((a, b) => a - b)) {
          bench.passUntil(Math.min(t, delay + 99));
          bench.wire.hands.copy(1);
        }
        bench.passUntil(1000);
        expect(bench.delivered).toEqual([1, 2, ...times.map((_, index) => 3 + index)]);
      }),
    );
  });

  it("is stopped half-way by the rule as its original is, and released before it if one wants", () => {
    bench.wire.setDelay("client", 100);
    bench.wire.setHold(true);
    bench.send();
    bench.passUntil(30);
    bench.wire.hands.copy(1);
    expect(bench.facts.at(-1)).toMatchObject({
      kind: "frame.copied",
      frame: 2,
      of: 1,
      position: 0.3,
      due: 100,
    });
    bench.passUntil(200);
    expect(bench.facts.slice(-2)).toMatchObject([
      { kind: "frame.held", frame: 1, position: 0.5 },
      { kind: "frame.held", frame: 2, position: 0.5 },
    ]);
    bench.wire.hands.release(2);
    bench.passUntil(1000);
    expect(bench.delivered).toEqual([2]);
  });

  it("of a held frame is held in the same place, and is stepped to after it", () => {
    bench.wire.setHold(true);
    bench.send();
    bench.send();
    bench.passUntil(1);
    bench.wire.hands.copy(1);
    expect(bench.facts.slice(-2)).toMatchObject([
      { kind: "frame.copied", frame: 3, of: 1, position: 0.5, due: null },
      { kind: "frame.held", frame: 3, position: 0.5, by: { by: "hand" } },
    ]);
    for (let step = 0; step < 3; step++) bench.wire.hands.step();
    bench.passUntil(10);
    expect(bench.delivered).toEqual([1, 2, 3]);
  });

  it("of a released frame passes the rule as that does", () => {
    bench.wire.setDelay("client", 100);
    bench.wire.setHold(true);
    bench.send();
    bench.wire.hands.hold(1);
    bench.wire.hands.release(1);
    bench.wire.hands.copy(1);
    bench.passUntil(1000);
    expect(bench.delivered).toEqual([1, 2]);
  });

  it("is no repeat of its original, nor does the kernel repeat it", () => {
    bench.wire.setHold(true);
    bench.send("client", segment);
    bench.passUntil(1);
    bench.wire.hands.copy(1);
    bench.wire.hands.drop(1);
    bench.send("client", segment);
    expect(bench.facts.at(-1)?.kind).toBe("frame.sent");
    bench.passUntil(2);
    bench.send("client", segment);
    expect(bench.facts.at(-1)).toMatchObject({ kind: "frame.lost", by: { by: "repeat", of: 3 } });
  });

  it("beyond the limit is lost, and says so", () => {
    bench = new WireBench(1);
    bench.wire.setHold(true);
    bench.send();
    bench.passUntil(1);
    bench.wire.hands.copy(1);
    bench.wire.hands.inject("server", new Uint8Array(14));
    const lost = { kind: "frame.lost", position: 0.5, by: { by: "limit", limit: "frames_on_wire" } };
    expect(bench.facts.slice(-4)).toMatchObject([
      { kind: "frame.copied", frame: 2, due: null },
      { ...lost, frame: 2 },
      { kind: "frame.injected", frame: 3, due: null },
      { ...lost, frame: 3 },
    ]);
  });

  it("of a frame that has gone is refused, and takes no number", () => {
    bench.send();
    bench.passUntil(1);
    expect(codeOf(() => bench.wire.hands.copy(1))).toBe("frame_gone");
    expect(bench.send()).toBe(2);
  });
});

describe("a frame altered on the wire", () => {
  it("is delivered with the bit flipped; copies made before keep what they had", () => {
    bench.wire.setDelay("client", 100);
    bench.send("client", datagram("hello"));
    bench.wire.hands.copy(1);
    bench.passUntil(20);
    bench.wire.hands.alter(1, { offset: PAYLOAD, bit: 5, checksums: "left" });
    expect(bench.facts.at(-1)).toMatchObject({
      kind: "frame.altered",
      position: 0.2,
      offset: PAYLOAD,
      bit: 5,
    });
    bench.passUntil(100);
    expect(bench.deliveredBytes.map(textOf)).toEqual(["Hello", "hello"]);
  });

  it("says all its bytes, however long it is", () => {
    bench.wire.setDelay("client", 100);
    const long = datagram("x".repeat(1000));
    bench.send("client", long);
    bench.wire.hands.alter(1, { offset: long.length - 1, bit: 0, checksums: "mended" });
    const altered = bench.facts.at(-1);
    if (altered?.kind !== "frame.altered") throw new Error("nothing was altered");
    const bytes = Buffer.from(altered.bytes, "base64");
    expect(textOf(bytes)).toBe(`${"x".repeat(999)}y`);
    expect(verifyChecksums(decodeFrame(bytes)).transport?.status).toBe("good");
  });

  it("is left as it was where the bit is not there, or mending would undo the flip", () => {
    bench.wire.setDelay("client", 100);
    const bytes = datagram("hello");
    bench.send("client", bytes);
    const told = bench.facts.length;
    const alter = (offset: number) =>
      codeOf(() => bench.wire.hands.alter(1, { offset, bit: 0, checksums: "mended" }));
    expect(alter(bytes.length)).toBe("offset_beyond_frame");
    expect(alter(PAYLOAD - 2)).toBe("mending_undoes");
    expect(bench.facts.length).toBe(told);
    bench.passUntil(100);
    expect(bench.deliveredBytes).toEqual([bytes]);
  });

  it("is still known as the segment that the kernel repeats while it is held", () => {
    bench.wire.setHold(true);
    bench.send("client", segment);
    bench.passUntil(1);
    bench.wire.hands.alter(1, { offset: segment.length - 1, bit: 0, checksums: "left" });
    bench.send("client", segment);
    expect(bench.facts.at(-1)).toMatchObject({ kind: "frame.lost", by: { by: "repeat", of: 1 } });
  });
});

describe("a frame injected into the wire", () => {
  it("goes from half-way to the other host, past the rule that holds there, in the other half of the delay", () => {
    bench.wire.setDelay("server", 100);
    bench.wire.setHold(true);
    bench.passUntil(7);
    bench.wire.hands.inject("server", datagram("forged"));
    expect(bench.facts.at(-1)).toMatchObject({
      kind: "frame.injected",
      host: "server",
      position: 0.5,
      due: 57,
    });
    bench.passUntil(56);
    expect(bench.delivered).toEqual([]);
    bench.passUntil(57);
    expect(bench.deliveredBytes.map(textOf)).toEqual(["forged"]);
  });

  it("is stopped by hand like others, and hides no segment that a kernel sends with the same numbers", () => {
    bench.wire.setDelay("client", 100);
    bench.wire.hands.inject("client", segment);
    bench.wire.hands.hold(1);
    bench.send("client", segment);
    bench.passUntil(1000);
    expect(bench.delivered).toEqual([2]);
  });

  it("from a host that is not there is refused, and takes no number", () => {
    expect(codeOf(() => bench.wire.hands.inject("attacker", segment))).toBe("host_not_found");
    expect(bench.send()).toBe(1);
  });
});

describe("a frame delayed by hand", () => {
  beforeEach(() => bench.wire.setDelay("client", 100));

  it("goes on more slowly from where it is", () => {
    bench.send();
    bench.passUntil(40);
    bench.wire.hands.delay(1, 60);
    expect(bench.facts.at(-1)).toMatchObject({
      kind: "frame.rescheduled",
      by: { by: "hand" },
      position: 0.4,
      due: 160,
    });
    bench.passUntil(159);
    expect(bench.delivered).toEqual([]);
    bench.passUntil(160);
    expect(bench.delivered).toEqual([1]);
  });

  it("is stopped where it then is, and goes the rest of its way in the time of the cable", () => {
    bench.send();
    bench.passUntil(40);
    bench.wire.hands.delay(1, 60);
    bench.passUntil(100);
    bench.wire.hands.hold(1);
    expect(bench.facts.at(-1)).toMatchObject({ kind: "frame.held", position: 0.7 });
    bench.wire.hands.release(1);
    expect(bench.facts.at(-1)).toMatchObject({ kind: "frame.released", due: 130 });
  });

  it("that was held is let go, so much later than it would have arrived", () => {
    bench.wire.setHold(true);
    bench.send();
    bench.passUntil(50);
    bench.wire.hands.delay(1, 60);
    expect(bench.facts.at(-1)).toMatchObject({ kind: "frame.released", by: { by: "hand" }, due: 160 });
    bench.passUntil(160);
    expect(bench.delivered).toEqual([1]);
  });

  it("is refused once it has gone", () => {
    expect(codeOf(() => bench.wire.hands.delay(1, 60))).toBe("frame_gone");
  });
});

describe("two frames swapped by hand", () => {
  beforeEach(() => bench.wire.setDelay("client", 100));

  it("exchange their times while both fly", () => {
    bench.send();
    bench.passUntil(30);
    bench.send();
    bench.passUntil(60);
    bench.wire.hands.swap(1);
    expect(bench.facts.slice(-2)).toMatchObject([
      { kind: "frame.rescheduled", frame: 2, position: 0.3, due: 100 },
      { kind: "frame.rescheduled", frame: 1, position: 0.6, due: 130 },
    ]);
    bench.passUntil(130);
    expect(bench.delivered).toEqual([2, 1]);
  });

  it("arrive the other way round also where both were due at once", () => {
    bench.send();
    bench.send();
    bench.wire.hands.swap(1);
    bench.passUntil(100);
    expect(bench.delivered).toEqual([2, 1]);
  });

  it("stay as they are where the second comes first anyway", () => {
    bench.send();
    bench.wire.setDelay("client", 10);
    bench.send();
    const told = bench.facts.length;
    bench.wire.hands.swap(1);
    expect(bench.facts.length).toBe(told);
    bench.passUntil(100);
    expect(bench.delivered).toEqual([2, 1]);
  });

  it("are both let go where both are held, the second first", () => {
    bench.wire.setHold(true);
    bench.send();
    bench.send("server");
    bench.passUntil(10);
    bench.send();
    bench.passUntil(100);
    bench.wire.hands.swap(1);
    expect(bench.facts.slice(-2)).toMatchObject([
      { kind: "frame.released", frame: 3 },
      { kind: "frame.released", frame: 1 },
    ]);
    bench.passUntil(1_000);
    expect(bench.delivered).toEqual([3, 1]);
  });

  it("where there is no second yet: the first waits for it where it is, and goes on right behind it", () => {
    bench.send();
    bench.passUntil(80);
    bench.wire.hands.swap(1);
    expect(bench.facts.at(-1)).toMatchObject({ kind: "frame.held", by: { by: "hand" }, position: 0.8 });
    bench.passUntil(10_000);
    expect(bench.delivered).toEqual([]);
    bench.send("server");
    bench.send();
    bench.passUntil(10_080);
    expect(bench.facts.at(-1)).toMatchObject({ kind: "frame.released", frame: 1, due: 10_100 });
    bench.passUntil(10_100);
    expect(bench.delivered).toEqual([2, 3, 1]);
  });

  it("the first was lost while it waited: it stays lost when the second comes past", () => {
    bench.send();
    bench.passUntil(30);
    bench.wire.hands.swap(1);
    bench.send();
    bench.wire.hands.drop(1);
    bench.passUntil(1_000);
    expect(bench.told("frame.lost").map(({ frame }) => frame)).toEqual([1]);
    expect(bench.told("frame.released")).toEqual([]);
    expect(bench.delivered).toEqual([2]);
  });

  it("where the second is held: the first waits until it is let go", () => {
    bench.send();
    bench.send();
    bench.wire.hands.hold(2);
    bench.wire.hands.swap(1);
    bench.passUntil(1_000);
    expect(bench.delivered).toEqual([]);
    bench.wire.hands.release(2);
    bench.passUntil(2_000);
    expect(bench.delivered).toEqual([2, 1]);
  });

  it("can be taken back while the first waits", () => {
    bench.send();
    bench.wire.hands.swap(1);
    bench.wire.hands.release(1);
    bench.passUntil(50);
    bench.send();
    bench.passUntil(1_000);
    expect(bench.delivered).toEqual([1, 2]);
  });
});
