import type { Address, MessageFlag } from "@wirestage/programs";
import type { CallValue } from "@wirestage/trace";
import { FLAGS } from "./socket-numbers.ts";

/** Longest part of what was sent or received that the trace keeps with the call; the frames have it all. */
const SHOWN_BYTES = 64;
/** The same of a call that no frame follows from, as of `hmac.digest`; the longest secret of a run is shorter. */
const SHOWN_WITHOUT_FRAME = 1024;

/** A value that may also stand inside of a tuple. */
export type ItemValue = Extract<CallValue, { type: "tuple" }>["items"][number];

export function shownBytes(data: Uint8Array, most = SHOWN_BYTES): ItemValue {
  const base64 = Buffer.from(data.subarray(0, most)).toString("base64");
  return { type: "bytes", base64, length: data.length };
}

/** Bytes of a call that no frame follows from. */
export function shownWithoutFrame(data: Uint8Array): ItemValue {
  return shownBytes(data, SHOWN_WITHOUT_FRAME);
}

export function shownAddress(address: Address): ItemValue {
  if (typeof address === "string") return address;
  return { type: "address", address: address[0], port: address[1] };
}

export function shownConstant(name: string, value: number): ItemValue {
  return { type: "constant", name, value };
}

export function shownFlags(flags: readonly MessageFlag[]): ItemValue[] {
  return flags.map((flag) => shownConstant(flag, FLAGS[flag]));
}

export function shownTuple(...items: ItemValue[]): CallValue {
  return { type: "tuple", items };
}

/** What accept answers: a pair on AF_UNIX, where an address is a path. */
export function shownAccepted(socket: number, fd: number, peer: Address): CallValue {
  if (typeof peer === "string") return shownTuple({ type: "socket", socket, fd }, peer);
  const [address, port] = peer;
  return { type: "accepted", socket, fd, address, port };
}

export const shownNothing = () => null;
