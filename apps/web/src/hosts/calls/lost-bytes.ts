import type { TraceLog } from "@wirestage/trace";
import { datagramReads } from "../../inspector/datagram-reads.ts";

/** How many bytes of its datagram the buffer of this call was too short for (MSG_TRUNC of recv(2)); they are gone. */
export function lostBytes(log: TraceLog, call: number): number {
  const read = datagramReads(log).byCall(call);
  return read === null ? 0 : read.length - read.read;
}
