import { type RelativeTo, relative } from "../relative-to.ts";
import type { TcpHeader } from "../tcp.ts";
import { hasFlag, TcpFlag, tcpFlagNames } from "../tcp-flags.ts";
import type { TcpOption } from "../tcp-options.ts";

export interface TcpSummaryOptions {
  readonly relativeTo?: RelativeTo;
  /** Shift that the sender announced (RFC 7323 §2.2); a SYN's own window is never scaled. */
  readonly windowShift?: number;
}

/** `49152 → 8888 [SYN] Seq=0 Win=64240 Len=0 MSS=1460` */
export function describeTcp(header: TcpHeader, length: number, options: TcpSummaryOptions): string {
  const { relativeTo = {}, windowShift = 0 } = options;
  const { srcPort, dstPort, flags, window } = header;
  const isSyn = hasFlag(flags, TcpFlag.syn);
  const parts = [
    `${srcPort} → ${dstPort} [${flagsText(flags)}]`,
    `Seq=${relative(header.seq, relativeTo.seq)}`,
    hasFlag(flags, TcpFlag.ack) ? `Ack=${relative(header.ack, relativeTo.ack)}` : null,
    `Win=${isSyn ? window : window * 2 ** windowShift}`,
    hasFlag(flags, TcpFlag.urg) ? `Urg=${header.urgentPointer}` : null,
    `Len=${length}`,
    ...header.options.map((option) => optionText(option, relativeTo)),
  ];
  return parts.filter((part) => part !== null).join(" ");
}

const RESERVED_BITS = 0xe00;

function flagsText(flags: number): string {
  const names: readonly string[] = tcpFlagNames(flags);
  const all = (flags & RESERVED_BITS) === 0 ? names : [...names, "Reserved"];
  return all.length === 0 ? "<None>" : all.join(", ");
}

function optionText(option: TcpOption, { ack }: RelativeTo): string | null {
  switch (option.kind) {
    case "mss":
      return `MSS=${option.mss}`;
    case "windowScale":
      return `WS=${2 ** Math.min(option.shift, 14)}`;
    case "sackPermitted":
      return "SACK_PERM";
    case "sack":
      return option.blocks
        .map(({ left, right }) => `SLE=${relative(left, ack)} SRE=${relative(right, ack)}`)
        .join(" ");
    case "timestamps":
      return `TSval=${option.tsval} TSecr=${option.tsecr}`;
    case "eol":
    case "nop":
    case "unknown":
    case "malformed":
      return null;
    default:
      return option satisfies never;
  }
}
