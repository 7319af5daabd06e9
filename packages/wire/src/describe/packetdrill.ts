import { hexOf } from "../bytes.ts";
import type { Frame } from "../frame.ts";
import { type RelativeTo, relative } from "../relative-to.ts";
import { SeqNumber } from "../seq-number.ts";
import { hasFlag, TcpFlag } from "../tcp-flags.ts";
import type { TcpOption } from "../tcp-options.ts";

export interface PacketdrillOptions {
  readonly relativeTo?: RelativeTo;
  /** Whether every segment shows its window; else only those with SYN do, as scripts usually have it. */
  readonly window?: boolean;
}

/** In the order of packetdrill and tcpdump. */
const LETTERS = [
  ["F", TcpFlag.fin],
  ["S", TcpFlag.syn],
  ["R", TcpFlag.rst],
  ["P", TcpFlag.psh],
  [".", TcpFlag.ack],
  ["U", TcpFlag.urg],
  ["E", TcpFlag.ece],
  ["W", TcpFlag.cwr],
  ["A", TcpFlag.ae],
] as const;

/**
 * A segment as packetdrill scripts write it: `S 0:0(0) win 64240 <mss 1460,sackOK>`, `P. 1:6(5) ack 1`.
 * @returns null if the frame carries no TCP header that could be read
 */
export function packetdrill(frame: Frame, options: PacketdrillOptions = {}): string | null {
  const { transport, payload } = frame.layers;
  if (transport?.kind !== "tcp") return null;
  const { flags, seq, ack, window, urgentPointer, options: tcpOptions } = transport.header;
  const { relativeTo = {} } = options;
  const first = relative(seq, relativeTo.seq);
  const next = SeqNumber.of(first + payload.length);
  const showsWindow = options.window === true || hasFlag(flags, TcpFlag.syn);
  const parts = [
    LETTERS.filter(([, bit]) => hasFlag(flags, bit))
      .map(([letter]) => letter)
      .join("") || "-",
    `${first}:${next}(${payload.length})`,
    hasFlag(flags, TcpFlag.ack) ? `ack ${relative(ack, relativeTo.ack)}` : null,
    showsWindow ? `win ${window}` : null,
    hasFlag(flags, TcpFlag.urg) ? `urg ${urgentPointer}` : null,
    tcpOptions.length === 0
      ? null
      : `<${tcpOptions.map((option) => optionText(option, relativeTo)).join(",")}>`,
  ];
  return parts.filter((part) => part !== null).join(" ");
}

function optionText(option: TcpOption, { ack }: RelativeTo): string {
  switch (option.kind) {
    case "eol":
      return "eol";
    case "nop":
      return "nop";
    case "mss":
      return `mss ${option.mss}`;
    case "windowScale":
      return `wscale ${option.shift}`;
    case "sackPermitted":
      return "sackOK";
    case "sack":
      return `sack ${option.blocks.map((b) => `${relative(b.left, ack)}:${relative(b.right, ack)}`).join(" ")}`;
    case "timestamps":
      return `TS val ${option.tsval} ecr ${option.tsecr}`;
    case "unknown":
      return `unknown ${option.type} ${hexOf(option.data)}`.trimEnd();
    case "malformed":
      return `malformed ${hexOf(option.bytes)}`;
    default:
      return option satisfies never;
  }
}
