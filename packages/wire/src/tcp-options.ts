import { concatBytes, putU32, u8, u16, u32 } from "./bytes.ts";
import { SeqNumber } from "./seq-number.ts";
import { slot, writeSlot } from "./slot.ts";
import { WireError } from "./wire-error.ts";

/** Kinds of RFC 9293 §3.1, RFC 7323 (window scale, timestamps) and RFC 2018 (SACK). */
export const TcpOptionKind = {
  eol: 0,
  nop: 1,
  mss: 2,
  windowScale: 3,
  sackPermitted: 4,
  sack: 5,
  timestamps: 8,
} as const;

/** Offsets from an option's first byte. */
export const TCP_OPTION = {
  kind: slot("tcp.option_kind", 0, 1),
  length: slot("tcp.option_len", 1, 1),
  mss: slot("tcp.options.mss_val", 2, 2),
  shift: slot("tcp.options.wscale.shift", 2, 1),
  tsval: slot("tcp.options.timestamp.tsval", 2, 4),
  tsecr: slot("tcp.options.timestamp.tsecr", 6, 4),
} as const;

/** Offsets from a SACK block's first byte; blocks stand from byte 2 of the option on. */
export const SACK_BLOCK = {
  left: slot("tcp.options.sack_le", 0, 4),
  right: slot("tcp.options.sack_re", 4, 4),
} as const;

export interface SackBlock {
  /** First sequence number held. */
  readonly left: SeqNumber;
  /** Sequence number after the last one held. */
  readonly right: SeqNumber;
}

export type TcpOption =
  /** `padding` is what follows the end of the list up to the end of the header. */
  | { readonly kind: "eol"; readonly padding: Uint8Array }
  | { readonly kind: "nop" }
  | { readonly kind: "mss"; readonly mss: number }
  | { readonly kind: "windowScale"; readonly shift: number }
  | { readonly kind: "sackPermitted" }
  | { readonly kind: "sack"; readonly blocks: readonly SackBlock[] }
  | { readonly kind: "timestamps"; readonly tsval: number; readonly tsecr: number }
  /** A kind we do not know, or a known one of a length it cannot have. */
  | { readonly kind: "unknown"; readonly type: number; readonly data: Uint8Array }
  /** From an option whose length is below 2 or runs past the header: the rest cannot be told apart. */
  | { readonly kind: "malformed"; readonly bytes: Uint8Array };

/** An option with its place, as offsets into the array it was decoded from. */
export interface PlacedTcpOption {
  readonly option: TcpOption;
  readonly start: number;
  readonly end: number;
}

/** Never fails: what cannot be an option becomes one last `malformed` option. */
export function placeTcpOptions(bytes: Uint8Array, start: number, end: number): PlacedTcpOption[] {
  const placed: PlacedTcpOption[] = [];
  let at = start;
  while (at < end) {
    const next = placeOption(bytes, at, end);
    placed.push(next);
    at = next.end;
  }
  return placed;
}

export function decodeTcpOptions(bytes: Uint8Array, start: number, end: number): TcpOption[] {
  return placeTcpOptions(bytes, start, end).map(({ option }) => option);
}

function placeOption(bytes: Uint8Array, start: number, end: number): PlacedTcpOption {
  const type = u8(bytes, start);
  if (type === TcpOptionKind.eol) {
    return { option: { kind: "eol", padding: bytes.slice(start + 1, end) }, start, end };
  }
  if (type === TcpOptionKind.nop) return { option: { kind: "nop" }, start, end: start + 1 };
  const length = u8(bytes, start + 1);
  const fits = start + 2 <= end && length >= 2 && start + length <= end;
  if (!fits) return { option: { kind: "malformed", bytes: bytes.slice(start, end) }, start, end };
  return { option: sizedOption(bytes, start, type, length), start, end: start + length };
}

function sizedOption(bytes: Uint8Array, start: number, type: number, length: number): TcpOption {
  if (type === TcpOptionKind.mss && length === 4) return { kind: "mss", mss: u16(bytes, start + 2) };
  if (type === TcpOptionKind.windowScale && length === 3) {
    return { kind: "windowScale", shift: u8(bytes, start + 2) };
  }
  if (type === TcpOptionKind.sackPermitted && length === 2) return { kind: "sackPermitted" };
  if (type === TcpOptionKind.sack && length > 2 && length % 8 === 2) {
    return { kind: "sack", blocks: sackBlocks(bytes, start + 2, start + length) };
  }
  if (type === TcpOptionKind.timestamps && length === 10) {
    return { kind: "timestamps", tsval: u32(bytes, start + 2), tsecr: u32(bytes, start + 6) };
  }
  return { kind: "unknown", type, data: bytes.slice(start + 2, start + length) };
}

function sackBlocks(bytes: Uint8Array, start: number, end: number): SackBlock[] {
  const blocks: SackBlock[] = [];
  for (let at = start; at < end; at += 8) {
    blocks.push({ left: SeqNumber.of(u32(bytes, at)), right: SeqNumber.of(u32(bytes, at + 4)) });
  }
  return blocks;
}

/**
 * @throws WireError `field-out-of-range` if a number does not fit, `options-unaligned` if the whole is not a
 * multiple of four bytes of at most 40 (RFC 9293 §3.1: pad with NOP or EOL)
 */
export function emitTcpOptions(options: readonly TcpOption[]): Uint8Array {
  const bytes = concatBytes(options.map(emitOption));
  if (bytes.length % 4 !== 0 || bytes.length > 40) {
    throw new WireError(
      "options-unaligned",
      { found: bytes.length },
      `TCP options have ${bytes.length} bytes; pad them with nop to a multiple of four, at most 40.`,
    );
  }
  return bytes;
}

function emitOption(option: TcpOption): Uint8Array {
  switch (option.kind) {
    case "eol":
      return concatBytes([Uint8Array.of(TcpOptionKind.eol), option.padding]);
    case "nop":
      return Uint8Array.of(TcpOptionKind.nop);
    case "mss": {
      const bytes = emptyOption(TcpOptionKind.mss, 4);
      writeSlot(bytes, 0, TCP_OPTION.mss, option.mss);
      return bytes;
    }
    case "windowScale": {
      const bytes = emptyOption(TcpOptionKind.windowScale, 3);
      writeSlot(bytes, 0, TCP_OPTION.shift, option.shift);
      return bytes;
    }
    case "sackPermitted":
      return emptyOption(TcpOptionKind.sackPermitted, 2);
    case "sack":
      return emitSack(option.blocks);
    case "timestamps": {
      const bytes = emptyOption(TcpOptionKind.timestamps, 10);
      writeSlot(bytes, 0, TCP_OPTION.tsval, option.tsval);
      writeSlot(bytes, 0, TCP_OPTION.tsecr, option.tsecr);
      return bytes;
    }
    case "unknown":
      return concatBytes([emptyOption(option.type, 2 + option.data.length).subarray(0, 2), option.data]);
    case "malformed":
      return option.bytes;
    default:
      return option satisfies never;
  }
}

function emptyOption(type: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  writeSlot(bytes, 0, TCP_OPTION.kind, type);
  writeSlot(bytes, 0, TCP_OPTION.length, length);
  return bytes;
}

function emitSack(blocks: readonly SackBlock[]): Uint8Array {
  const bytes = emptyOption(TcpOptionKind.sack, 2 + 8 * blocks.length);
  for (const [index, { left, right }] of blocks.entries()) {
    putU32(bytes, 2 + 8 * index, left);
    putU32(bytes, 6 + 8 * index, right);
  }
  return bytes;
}
