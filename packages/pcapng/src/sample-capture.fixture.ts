import { PcapngWriter } from "./writer.ts";

/** 2023-11-14 22:13:20 UTC, in nanoseconds. */
export const START = 1_700_000_000_000_000_000n;

/** For use in documentation (RFC 5612). */
export const EXAMPLE_ENTERPRISE_NUMBER = 32473;

/** An Ethernet frame of `length` bytes whose type (IEEE 802 local experimental) no dissector claims. */
export function exampleFrame(length: number, fill: number): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(length).fill(fill);
  frame.set([0x02, 0, 0, 0, 0, 2, 0x02, 0, 0, 0, 0, 1, 0x88, 0xb5]);
  return frame;
}

/** One block of every kind that the writer knows, with every option. */
export function writeSampleCapture(): Uint8Array<ArrayBuffer> {
  const writer = new PcapngWriter();
  writer.writeSection({
    hardware: "loom",
    os: "Linux 6.18",
    userAppl: "Wirestage",
    comments: ["eins", "二"],
  });
  const ethernet = { linkType: 1, snapLen: 262_144 };
  const client = writer.writeInterface({ ...ethernet, name: "client", description: "left", os: "Linux" });
  const server = writer.writeInterface({ ...ethernet, name: "server", comments: ["right"] });
  writer.writeNames({
    records: [
      { kind: "ipv4", address: Uint8Array.of(10, 0, 0, 1), names: ["client", "client.lab"] },
      { kind: "ipv6", address: new Uint8Array(16).fill(0xfd), names: ["server"] },
      { kind: "unknown", type: 3, value: Uint8Array.of(2, 0, 0, 0, 0, 1, 0x61, 0) },
    ],
    comments: ["names"],
  });
  writer.writePacket({
    interfaceId: client,
    timestamp: START + 1n,
    data: exampleFrame(61, 1),
    direction: "outbound",
    comments: ["held for 5 s", "dann zugestellt – 送达"],
  });
  writer.writeCustom({
    enterpriseNumber: EXAMPLE_ENTERPRISE_NUMBER,
    copyable: true,
    data: Uint8Array.of(1, 2, 3, 4, 5),
    comments: ["kept"],
  });
  writer.writeCustom({
    enterpriseNumber: EXAMPLE_ENTERPRISE_NUMBER,
    copyable: false,
    data: exampleFrame(16, 2),
  });
  writer.writePacket({
    interfaceId: server,
    timestamp: START + 123_456_789n,
    data: exampleFrame(60, 3),
    originalLength: 1514,
    direction: "inbound",
    otherOptions: [{ code: 0x8001, value: Uint8Array.of(7) }],
  });
  writer.writeStatistics({
    interfaceId: client,
    timestamp: START + 200_000_000n,
    startTime: START,
    endTime: START + 200_000_000n,
    received: 2n,
    dropped: 0n,
    filterAccepted: 2n,
    osDropped: 0n,
    delivered: 2n,
    comments: ["done"],
  });
  return writer.takeBytes();
}
