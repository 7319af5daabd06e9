import type { WireRule } from "@wirestage/trace";
import {
  decodeFrame,
  describe,
  hasFlag,
  type IpFragment,
  IpProtocol,
  type QuickView,
  SeqNumber,
  TcpFlag,
} from "@wirestage/wire";
import type { FrameSummary } from "../inspector/frame-index.ts";
import type { Discard } from "../inspector/kernel-discard.ts";
import { payloadBeginning } from "../inspector/payload-text.ts";
import { unreachablePort } from "../inspector/unreachable-port.ts";
import type { CarriedPart } from "../verification/story.ts";

/** The few words of a label that depend on the language. */
export interface LabelWords {
  readonly data: string;
  /** Of a verification, in place of `data`. */
  readonly nonce: string;
  readonly answer: string;
  /** A part of an IP packet. */
  readonly fragment: string;
  /** A datagram without payload. */
  readonly empty: string;
  readonly portUnreachable: (port: number) => string;
  readonly retransmission: (frame: number) => string;
  readonly about: (frame: number) => string;
  readonly overtook: (frame: number) => string;
  /** Of what the wire made or changed. */
  readonly copyOf: (frame: number) => string;
  readonly injected: string;
  readonly altered: string;
  /** What the wire does by itself, in words. */
  readonly rule: (rule: WireRule) => string;
  readonly lostByRule: string;
  /** By the receiving kernel, for a checksum or address that does not fit. */
  readonly discarded: (discard: Discard) => string;
  /** A program of its kind, in a letter or two; `place` counts from 1. */
  readonly program: (kind: "server" | "client" | "console" | "command", place: number) => string;
  /** Of a datagram, by a buffer too short for it. */
  readonly lost: (bytes: number) => string;
  readonly shortRead: (frame: number, length: number, lost: number) => string;
}

/** What a frame's label says: its kind, and with more room its numbers as Wireshark shows them. */
export interface FrameText {
  readonly kind: string;
  readonly numbers: string;
  /** What we derived about it, in [brackets]; empty where there is nothing to say. */
  readonly note: string;
}

/** `answer 32 B + 19 B`: what else the segment carries is counted too. */
function dataText(bytes: number, part: CarriedPart | null, words: LabelWords): string {
  if (part === null) return `${words.data} ${bytes}\u202fB`;
  const rest = bytes - part.bytes;
  return `${words[part.what]} ${part.bytes}\u202fB${rest > 0 ? ` + ${rest}\u202fB` : ""}`;
}

function kindText({ kind, view }: FrameSummary, part: CarriedPart | null, words: LabelWords): string {
  const bytes = view?.payloadLength ?? 0;
  switch (kind) {
    case "data":
      return dataText(bytes, part, words);
    case "UDP":
      return bytes === 0 ? `UDP ${words.empty}` : `UDP ${bytes}\u202fB`;
    case "fragment":
      return words.fragment;
    case "FIN":
      return bytes > 0 ? `FIN + ${bytes}\u202fB` : kind;
    default:
      return kind;
  }
}

/** Relative numbers, `Seq=1 Ack=1 Len=5`. */
function segmentNumbers(view: QuickView, segment: NonNullable<FrameSummary["segment"]>): string {
  const parts = [`Seq=${relative(view.seq, segment.seqBase)}`];
  if (hasFlag(view.flags, TcpFlag.ack)) parts.push(`Ack=${relative(view.ack, segment.ackBase)}`);
  if (view.payloadLength > 0) parts.push(`Len=${view.payloadLength}`);
  return parts.join(" ");
}

function relative(number: SeqNumber, base: SeqNumber | null): number {
  return base === null ? number : SeqNumber.distance(base, number) >>> 0;
}

/** Ports of a datagram, and how its payload begins: UDP has no numbers to tell one message from the next. */
function datagramNumbers({ srcPort, dstPort }: QuickView, bytes: Uint8Array): string {
  return `${srcPort} → ${dstPort} ${payloadBeginning(bytes)}`.trimEnd();
}

/** `UDP off=1480 Len=528 ID=3f0a`: its part of the packet, which one packet's fragments have in common. */
function fragmentNumbers({ protocol, offset, length, identification }: IpFragment): string {
  const carried = protocol === IpProtocol.udp ? "UDP" : `proto=${protocol}`;
  return `${carried} off=${offset} Len=${length} ID=${identification.toString(16).padStart(4, "0")}`;
}

const MOST_DESCRIBED = 34;

/** What a message of ICMP or ARP says; but for the one of our lessons as Wireshark says it. */
function messageText({ bytes }: FrameSummary, words: LabelWords): string {
  const port = unreachablePort(bytes);
  if (port !== null) return words.portUnreachable(port);
  const text = describe(decodeFrame(bytes)).replace(/ {2,}/g, " ");
  return text.length > MOST_DESCRIBED ? `${text.slice(0, MOST_DESCRIBED)}…` : text;
}

function numbersText(summary: FrameSummary, words: LabelWords): string {
  const { kind, view, segment, bytes, fragment } = summary;
  if (fragment !== null) return fragmentNumbers(fragment);
  if (view?.kind === "tcp" && segment !== null) return segmentNumbers(view, segment);
  if (view?.kind === "udp") return datagramNumbers(view, bytes);
  return kind === "ICMP" || kind === "ICMPv6" || kind === "ARP" ? messageText(summary, words) : "";
}

/** What the ladder derived about a frame. */
export interface DerivedOfFrame {
  /** The frame before it that it passed on the wire. */
  readonly overtook: number | null;
  readonly altered: boolean;
  readonly lostByRule: boolean;
  readonly discard: Discard | null;
  /** What it carries of a verification. */
  readonly part: CarriedPart | null;
}

export function frameText(summary: FrameSummary, words: LabelWords, derived: DerivedOfFrame): FrameText {
  const { overtook, altered, lostByRule, discard, part } = derived;
  const { origin, copyOf, about } = summary;
  const repeatOf = summary.segment?.repeatOf ?? null;
  const notes = [
    copyOf !== null && words.copyOf(copyOf),
    origin === "frame.injected" && words.injected,
    altered && words.altered,
    lostByRule && words.lostByRule,
    repeatOf !== null && words.retransmission(repeatOf),
    about !== null && words.about(about),
    overtook !== null && words.overtook(overtook),
    discard !== null && words.discarded(discard),
  ];
  const note = notes.filter((each) => each !== false).join(" ");
  return { kind: kindText(summary, part, words), numbers: numbersText(summary, words), note };
}
