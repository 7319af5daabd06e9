import { bytesValue, datagramBytes, TraceBuilder, udpEchoRun } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { datagramReads } from "./datagram-reads.ts";
import { fragmentsOf } from "./fragments.fixture.ts";

function joined({ log }: TraceBuilder) {
  return log.calls.flatMap(({ entered }) => {
    const read = datagramReads(log).byCall(entered.call);
    return read ? [`${entered.name} frame ${read.frame}: ${read.read} of ${read.length}`] : [];
  });
}

/** A server bound to its port, and `recv` calls that answer what they are told to. */
function bound() {
  const b = new TraceBuilder();
  const program = b.program("server");
  const cause = { by: "kernel" } as const;
  const socket = b.socket("server", { type: "SOCK_DGRAM", state: "CLOSE", cause });
  const recv = (text: string, ...flags: string[]) => {
    const constants = flags.map((name) => ({ type: "constant", name, value: 2 }) as const);
    const call = b.enter(program, "server", "recv", [1024, ...constants], 1, socket);
    b.return(call, { ok: true, value: bytesValue(text) });
    return call;
  };
  return { b, recv };
}

describe.each([4, 6] as const)("which datagram of IPv%i a call read", (version) => {
  it("is the one that arrived, all of it where the buffer is long enough", () => {
    expect(joined(udpEchoRun({ input: ["hello", ""], version }).run())).toEqual([
      "recvfrom frame 1: 5 of 5",
      "recvfrom frame 2: 5 of 5",
      "recvfrom frame 3: 0 of 0",
      "recvfrom frame 4: 0 of 0",
    ]);
  });

  it("shows how much a short buffer lost", () => {
    expect(joined(udpEchoRun({ input: ["hello"], bufferSize: 2, version }).run())).toEqual([
      "recvfrom frame 1: 2 of 5",
      "recvfrom frame 2: 2 of 2",
    ]);
  });
});

describe("which datagram a call read, under a hand", () => {
  it("is the copy for the second call: two frames arrived, and each is a datagram", () => {
    const { b, recv } = bound();
    b.delay("client", 50);
    b.datagram("client", { payload: "one" });
    const copy = b.run(20).copy(1);
    b.run();
    const reads = [recv("one"), recv("one")].map((call) => datagramReads(b.log).byCall(call)?.frame);
    expect(reads).toEqual([1, copy]);
  });

  it("is what the bytes were when it arrived, and none with a wrong checksum", () => {
    const { b, recv } = bound();
    b.delay("client", 50);
    for (const payload of ["one", "one"]) b.datagram("client", { payload });
    b.run(20).alter(1, { offset: 44, checksums: "left" });
    b.alter(2, { offset: 44, checksums: "mended" });
    b.run();
    expect(datagramReads(b.log).byCall(recv("ond"))?.frame).toBe(2);
    expect(datagramReads(b.log).byFrame(1)).toBeNull();
  });
});

describe("which datagram a call read, less simply", () => {
  it("is the same once more after a peek", () => {
    const { b, recv } = bound();
    b.datagram("client", { payload: "one" });
    b.run();
    const [peek, read] = [recv("one", "MSG_PEEK"), recv("one")];
    expect([peek, read].map((call) => datagramReads(b.log).byCall(call)?.frame)).toEqual([undefined, 1]);
    expect(datagramReads(b.log).byFrame(1)?.call).toBe(read);
  });

  it("passes over one that the kernel did not keep", () => {
    const { b, recv } = bound();
    for (const payload of ["lost in the host", "kept"]) b.datagram("client", { payload });
    b.run();
    const read = recv("kept");
    expect(datagramReads(b.log).byCall(read)?.frame).toBe(2);
  });

  it("is none of those for another port", () => {
    const { b, recv } = bound();
    b.datagram("client", { payload: "one", dstPort: 53 });
    b.run();
    const read = recv("one");
    expect(datagramReads(b.log).byCall(read)).toBeNull();
  });
});

describe.each([4, 6] as const)("a datagram in fragments of IPv%i", (version) => {
  const [first, rest] = fragmentsOf(datagramBytes("client", { payload: "x".repeat(2000), version }), 1480);

  function readTenOf(...parts: readonly Uint8Array[]) {
    const { b, recv } = bound();
    for (const part of parts) b.frame("client", part);
    b.run();
    return datagramReads(b.log).byCall(recv("x".repeat(10)));
  }

  it("has the length that its UDP header says, in whatever order its parts arrive", () => {
    expect(readTenOf(first, rest)).toMatchObject({ frame: 1, length: 2000, read: 10 });
    expect(readTenOf(rest, first)).toMatchObject({ frame: 2, length: 2000, read: 10 });
  });

  it("was read by nobody where a part of it is missing", () => {
    expect(readTenOf(first)).toBeNull();
    expect(readTenOf(rest)).toBeNull();
  });
});
