import { type ChecksumVerdict, verifyPacket } from "@wirestage/wire";
import type { NumberField } from "./field.ts";
import type { FrameReading, PacketReading } from "./frame-reading.ts";

const NAMES = { Bad: 0, Good: 1, Unverified: 2, "Not present": 3 } as const;

function statusOf(verdict: ChecksumVerdict): number {
  switch (verdict.status) {
    case "bad":
      return NAMES.Bad;
    case "good":
      return NAMES.Good;
    case "unverifiable":
      return NAMES.Unverified;
    case "absent":
      return NAMES["Not present"];
    default:
      return verdict satisfies never;
  }
}

function verdictIn(
  packet: PacketReading,
  layer: "ip" | "tcp" | "udp" | "icmp" | "icmpv6",
  bytes: Uint8Array,
): ChecksumVerdict | null {
  if (layer === "ip") return verifyPacket(bytes, packet).ip;
  return packet.transport?.kind === layer ? verifyPacket(bytes, packet).transport : null;
}

/** Whether a checksum is right, by the bytes that are here. */
export function checksumStatus(
  layer: "ip" | "tcp" | "udp" | "icmp" | "icmpv6",
  checksum: string,
  label = "Checksum Status",
): NumberField {
  const read = (reading: FrameReading) =>
    reading.packets().flatMap((packet) => {
      const verdict = verdictIn(packet, layer, reading.frame.bytes);
      return verdict === null ? [] : [statusOf(verdict)];
    });
  return { name: `${checksum}.status`, label, type: "unsigned", most: 255, names: NAMES, read };
}
