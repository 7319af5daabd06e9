import { verifyChecksums, withGoodChecksums } from "./checksum-verdict.ts";
import { decodeFrame, type Frame } from "./frame.ts";
import { fragmentOf, type IpLayer } from "./ip-packet.ts";
import { IpProtocol } from "./ipv4.ts";

export interface BitFlip {
  /** Bytes from the start of Ethernet's header. */
  readonly offset: number;
  /** From 7, the first of a byte on the wire, to 0. */
  readonly bit: number;
  /** Whether those that no longer fit stay so, for the receiver to find, or are computed again, as by an attacker. */
  readonly checksums: "left" | "mended";
}

/**
 * - `beyond`: the frame has no byte at `offset`
 * - `undone`: the byte is part of a checksum, so that mending would undo the flip
 * - `incomplete`: the checksum also covers bytes that are not in this frame, so that it cannot be computed here: those
 *   of the datagram's other fragments
 */
export type FlipRefusal = "beyond" | "undone" | "incomplete";

export type FlippedFrame =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly because: FlipRefusal };

/** A copy of the frame with one bit flipped; mending concerns the checksums of `withGoodChecksums`. */
export function flipBit(bytes: Uint8Array, { offset, bit, checksums }: BitFlip): FlippedFrame {
  const before = bytes[offset];
  if (before === undefined) return { ok: false, because: "beyond" };
  const flipped = new Uint8Array(bytes);
  flipped[offset] = before ^ (1 << bit);
  if (checksums === "left") return { ok: true, bytes: flipped };
  const frame = decodeFrame(flipped);
  if (isSummedElsewhere(frame, offset)) return { ok: false, because: "incomplete" };
  const mended = withGoodChecksums(frame);
  if (mended[offset] !== flipped[offset]) return { ok: false, because: "undone" };
  return { ok: true, bytes: mended };
}

/** TCP, UDP and ICMPv6, not ICMP, sum IP's addresses in a pseudo-header (RFC 9293 section 3.1, RFC 8200 section 8.1). */
function isSummedAddress(ip: IpLayer, offset: number): boolean {
  if (ip.kind === "ipv4" && ip.header.protocol === IpProtocol.icmp) return false;
  const [start, end] = ip.kind === "ipv4" ? [12, 20] : [8, 40];
  return offset >= ip.start + start && offset < ip.start + end;
}

/** Whether a checksum of the packet's payload covers the byte and the frame's own bytes do not settle it. */
function isSummedElsewhere(frame: Frame, offset: number): boolean {
  const { ip, trailer } = frame.layers;
  if (ip === null || (trailer !== null && offset >= trailer.start)) return false;
  if (offset < ip.end && !isSummedAddress(ip, offset)) return false;
  const { transport } = verifyChecksums(frame);
  const isLaterFragment = transport === null && fragmentOf(ip) === "later";
  return isLaterFragment || transport?.status === "unverifiable";
}
