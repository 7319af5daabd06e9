import type { FrameEntry, TraceLog } from "@wirestage/trace";
import { decodeFrame, verifyChecksums } from "@wirestage/wire";
import { frameIndex } from "./frame-index.ts";

/** The checksum that does not fit, by its protocol; or the card's address that is no host's here. */
export type Discard = "IP" | "TCP" | "UDP" | "ICMP" | "ICMPv6" | "MAC";

const PROTOCOLS = { tcp: "TCP", udp: "UDP", icmp: "ICMP", icmpv6: "ICMPv6" } as const;

/** The checksum that does not fit the bytes; null where all do, and where there is none. */
export function checksumThatFails(bytes: Uint8Array): Discard | null {
  const frame = decodeFrame(bytes);
  const { ip, transport } = verifyChecksums(frame);
  if (ip?.status === "bad") return "IP";
  const protocol = frame.layers.transport?.kind;
  return transport?.status === "bad" && protocol ? PROTOCOLS[protocol] : null;
}

/** Group addresses have the first byte's lowest bit set (IEEE 802-2014 §8.2.2). */
function isForNobody(bytes: Uint8Array, to: string | null): boolean {
  return to === null && ((bytes[0] ?? 0) & 1) === 0;
}

/**
 * Why the receiving kernel throws the frame away as soon as it arrives, with nobody told; null where it takes it in.
 * Derived by us, from the bytes as `entry` left them. What a kernel sent and nobody touched is always right.
 */
export function discardOf(entry: FrameEntry, log: TraceLog): Discard | null {
  const isTouched =
    entry.sent.kind !== "frame.sent" || entry.fates.some(({ kind }) => kind === "frame.altered");
  const summary = isTouched ? frameIndex(log).asNow(entry) : undefined;
  if (!summary) return null;
  return isForNobody(summary.bytes, summary.to) ? "MAC" : checksumThatFails(summary.bytes);
}
