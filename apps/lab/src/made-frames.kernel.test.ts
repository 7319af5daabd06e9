import { describeKernel } from "@wirestage/linux/testing";
import { LIMITS } from "@wirestage/protocol";
import { composeFrame, type Frame, SeqNumber, TcpFlag, verifyChecksums } from "@wirestage/wire";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ConsoleBench } from "./testing-console.ts";

const NOTHING_THERE = "EAGAIN";

let lab: ConsoleBench;

beforeEach(() => {
  lab = new ConsoleBench();
});

afterEach(() => lab.close());

/** The number of the last frame that came onto the wire so. */
const madeLast = (kind: "frame.copied" | "frame.injected") => lab.bench.events(kind).at(-1)?.frame ?? 0;

function copy(frame: number): number {
  lab.command({ do: "frame.copy", frame });
  return madeLast("frame.copied");
}

const release = (frame: number) => lab.command({ do: "frame.release", frame });

/** Flips the lowest bit of the frame's last byte: `o` becomes `n`. */
function flipLast(frame: number, checksums: "left" | "mended"): void {
  const offset = lab.frame(frame).bytes.length - 1;
  lab.command({ do: "frame.alter", frame, offset, bit: 0, checksums });
}

/** Frames that the server's kernel sent because this one arrived. */
function answersTo(frame: number): Frame[] {
  return lab.bench
    .events("frame.sent")
    .filter(({ host, cause }) => host === "server" && cause.by === "frame" && cause.frame === frame)
    .map((answer) => lab.frame(answer.frame));
}

function tcpOf({ layers: { ethernet, ip, transport, payload } }: Frame) {
  if (!ethernet || ip?.kind !== "ipv4" || transport?.kind !== "tcp") throw new Error("no TCP over IPv4");
  return { ethernet: ethernet.header, ip: ip.header, tcp: transport.header, payload };
}

/** A segment in the client's name, with the numbers that the client would use next; `ahead` moves `seq` forward. */
function forged(flags: number, text: string, ahead = 0): Uint8Array {
  const { ethernet, ip, tcp, payload } = tcpOf(lab.frame(lab.last("client").frame));
  return composeFrame({
    ethernet,
    ip: { version: 4, src: ip.src, dst: ip.dst },
    transport: {
      kind: "tcp",
      srcPort: tcp.srcPort,
      dstPort: tcp.dstPort,
      seq: SeqNumber.add(tcp.seq, payload.length + ahead),
      ack: tcp.ack,
      flags,
      window: 512,
    },
    payload: new TextEncoder().encode(text),
  });
}

function inject(host: string, bytes: Uint8Array): number {
  lab.command({ do: "frame.inject", host, bytes: Buffer.from(bytes).toString("base64") });
  return madeLast("frame.injected");
}

describeKernel("a frame copied by hand", () => {
  it("of UDP is read twice, for UDP knows no copies, and each time the frame is the cause", async () => {
    await lab.bindDatagrams();
    const original = await lab.sendHeld("hello");
    const second = copy(original);
    for (const frame of [second, original]) {
      release(frame);
      const arrived = lab.bench.log.socketEvents.at(-1);
      expect(arrived).toMatchObject({
        kind: "socket.changed",
        host: "server",
        cause: { by: "frame", frame },
      });
    }
    expect([await lab.read(), await lab.read(), await lab.read()]).toEqual([
      "b'hello'",
      "b'hello'",
      NOTHING_THERE,
    ]);
  });

  it("of TCP is read once: the kernel answers it with a duplicate ACK that tells what came twice (RFC 2883)", async () => {
    await lab.connect();
    const original = await lab.sendHeld("hello");
    const second = copy(original);
    release(original);
    expect(await lab.read()).toBe("b'hello'");
    release(second);
    expect(await lab.read()).toBe(NOTHING_THERE);
    const { seq } = tcpOf(lab.frame(original)).tcp;
    const [answer] = answersTo(second).map((frame) => tcpOf(frame).tcp);
    expect(answer?.ack).toBe(SeqNumber.add(seq, 5));
    const blocks = answer?.options.flatMap((option) => (option.kind === "sack" ? option.blocks : []));
    expect(blocks).toEqual([{ left: seq, right: SeqNumber.add(seq, 5) }]);
  });

  it("is kept whole beyond what its event shows, also when its original was altered", async () => {
    await lab.bindDatagrams();
    const original = await lab.sendHeld("o".repeat(LIMITS.snapLength));
    flipLast(original, "mended");
    const second = copy(original);
    const bytes = Buffer.from(lab.frame(second).layers.payload.bytes).toString();
    expect(bytes).toBe(`${"o".repeat(LIMITS.snapLength - 1)}n`);
    expect(lab.bench.log.frames[second - 1]?.sent.length).toBe(bytes.length + 42);
  });
});

describeKernel("frames that overtake each other", () => {
  it("of UDP are read in the order in which they come", async () => {
    await lab.bindDatagrams();
    const first = await lab.sendHeld("first");
    const second = await lab.sendHeld("second");
    release(second);
    release(first);
    expect([await lab.read(), await lab.read()]).toEqual(["b'second'", "b'first'"]);
  });

  it("of TCP are read in the order in which they were sent", async () => {
    await lab.connect();
    // Else Nagle's algorithm keeps the second until the first is acknowledged (RFC 9293 §3.7.4).
    await lab.say("client", "s.setsockopt", [{ constant: "IPPROTO_TCP" }, { constant: "TCP_NODELAY" }, 1]);
    const first = await lab.sendHeld("first");
    const second = await lab.sendHeld("second");
    release(second);
    expect(await lab.read()).toBe(NOTHING_THERE);
    release(first);
    expect(await lab.read()).toBe("b'firstsecond'");
  });
});

describeKernel("a bit flipped by hand, checksums left as they were", () => {
  it.each([5, 300])(
    "of a UDP datagram of %d bytes: the kernel counts it, and nobody reads it",
    async (length) => {
      await lab.bindDatagrams();
      const counted = () => lab.counter("server", "Udp", "InCsumErrors");
      const before = counted();
      const frame = await lab.sendHeld("o".repeat(length));
      flipLast(frame, "left");
      release(frame);
      // The sum over more than 76 bytes (CHECKSUM_BREAK) is made when somebody reads.
      expect(await lab.read()).toBe(NOTHING_THERE);
      expect(counted()).toBe(before + 1);
    },
  );

  it("of TCP: the kernel counts it and says nothing, so that it is sent again when the timer runs out", async () => {
    await lab.connect();
    const counted = () => lab.counter("server", "Tcp", "InCsumErrors");
    const before = counted();
    const frame = await lab.sendHeld("hello");
    flipLast(frame, "left");
    lab.command({ do: "wire.hold", on: false });
    release(frame);
    expect(answersTo(frame)).toEqual([]);
    expect(counted()).toBe(before + 1);
    const isLater = (event: { readonly frame: number }) => event.frame > frame;
    await lab.bench.until("the retransmission", () => lab.bench.events("frame.sent").some(isLater));
    const again = lab.bench.events("frame.sent").find(isLater);
    expect(again).toMatchObject({ host: "client", cause: { by: "timer", timer: "retransmit" } });
    await lab.bench.until("its arrival", () => lab.last("client").fates.length > 0);
    expect(await lab.read()).toBe("b'hello'");
    expect(counted()).toBe(before + 1);
  });
});

describeKernel("a bit flipped by hand, checksums mended", () => {
  it.each(["Tcp", "Udp"] as const)(
    "%s: the application reads the changed bytes, and no counter tells",
    async (protocol) => {
      if (protocol === "Tcp") await lab.connect();
      else await lab.bindDatagrams();
      const counted = () => lab.counter("server", protocol, "InCsumErrors");
      const before = counted();
      const frame = await lab.sendHeld("hello");
      flipLast(frame, "mended");
      release(frame);
      expect(await lab.read()).toBe("b'helln'");
      expect(counted()).toBe(before);
    },
  );

  it("of the checksum itself is refused, and the frame arrives as it was sent", async () => {
    await lab.bindDatagrams();
    const frame = await lab.sendHeld("hello");
    const alter = { do: "frame.alter", frame, bit: 0, checksums: "mended" } as const;
    expect(() => lab.command({ ...alter, offset: 40 })).toThrow("mending_undoes");
    expect(() => lab.command({ ...alter, offset: 1000 })).toThrow("offset_beyond_frame");
    expect(lab.bench.events("frame.altered")).toEqual([]);
    release(frame);
    expect(await lab.read()).toBe("b'hello'");
  });
});

describeKernel("what mending relies on", () => {
  it("is that kernels hand over frames with whole checksums, no longer than the MTU allows", async () => {
    await lab.connect();
    const times = 8;
    await lab.say("client", "s.sendall", [{ bytes: Buffer.alloc(1000, "x").toString("base64"), times }]);
    await lab.bench.until("all of it", () => lab.bench.log.latest.onWire.size === 0);
    const frames = lab.bench.log.frames.map(({ frame }) => lab.frame(frame));
    expect(Math.max(...frames.map(({ bytes }) => bytes.length))).toBe(LIMITS.frameBytes);
    const verdicts = frames.map((frame) => verifyChecksums(frame));
    expect(new Set(verdicts.flatMap(({ ip, transport }) => [ip?.status, transport?.status]))).toEqual(
      new Set(["good"]),
    );
  });
});

describeKernel("a frame injected by hand", () => {
  it("with the client's next numbers is read as the client's, and acknowledged to a client that never sent it", async () => {
    await lab.connect();
    const frame = inject("client", forged(TcpFlag.psh | TcpFlag.ack, "from nobody"));
    expect(await lab.read()).toBe("b'from nobody'");
    const next = SeqNumber.add(tcpOf(lab.frame(frame)).tcp.seq, 11);
    const acknowledged = () => tcpOf(lab.frame(lab.last("server").frame)).tcp.ack;
    await lab.bench.until("the acknowledgment", () => acknowledged() === next);
    const state = lab.bench.log.socketEvents.filter(({ host }) => host === "client").at(-1);
    expect(state).toMatchObject({ state: "ESTABLISHED", info: { unacked: 0 } });
  });

  it("that is an RST with exactly the next sequence number ends the connection (RFC 9293 §3.10.7.4)", async () => {
    await lab.connect();
    await lab.say("server", "c.recv", [1024]);
    const frame = inject("client", forged(TcpFlag.rst, ""));
    await lab.bench.until("the answer", () => lab.answers("server", "recv").at(-1) !== "waits");
    expect(lab.answers("server", "recv")).toEqual(["ECONNRESET"]);
    expect(lab.bench.events("socket.changed").findLast(({ host }) => host === "server")).toMatchObject({
      before: "ESTABLISHED",
      state: "CLOSE",
      cause: { by: "frame", frame },
    });
  });

  it("that is an RST elsewhere in the window is answered by a challenge ACK and ends nothing (RFC 5961 §3.2)", async () => {
    await lab.connect();
    const frame = inject("client", forged(TcpFlag.rst, "", 100));
    const challenges = answersTo(frame).map((each) => tcpOf(each).tcp);
    expect(challenges.map(({ flags }) => flags)).toEqual([TcpFlag.ack]);
    const { seq } = tcpOf(lab.frame(frame)).tcp;
    expect(challenges[0]?.ack).toBe(SeqNumber.add(seq, -100));
    lab.command({ do: "wire.hold", on: false });
    await lab.say("client", "s.sendall", [{ bytes: Buffer.from("still here").toString("base64") }]);
    expect(await lab.read()).toBe("b'still here'");
  });

  it.each([14, LIMITS.frameBytes])(
    "of %d bytes of nothing is delivered, and changes nothing",
    async (length) => {
      await lab.connect();
      const frame = inject("client", new Uint8Array(length).fill(0xff));
      expect(lab.bench.log.frames[frame - 1]).toMatchObject({
        sent: { kind: "frame.injected", position: 0.5, length },
        fates: [{ kind: "frame.delivered", host: "server" }],
      });
      expect(
        lab.bench.log.socketEvents.some(({ cause }) => cause.by === "frame" && cause.frame === frame),
      ).toBe(false);
      expect(() => inject("client", new Uint8Array(13))).toThrow("bad_frame");
      expect(() => inject("attacker", new Uint8Array(14))).toThrow("host_not_found");
      expect(() => copy(frame)).toThrow("frame_gone");
      expect(() => copy(frame + 100)).toThrow("frame_not_found");
    },
  );
});
