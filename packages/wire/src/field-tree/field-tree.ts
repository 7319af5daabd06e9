import { decodeFrame, type Frame } from "../frame.ts";
import type { LayerProblem } from "../ip-packet.ts";
import type { RelativeTo } from "../relative-to.ts";
import { arpField } from "./arp-fields.ts";
import { ethernetField } from "./ethernet-fields.ts";
import { derivedField, type Field, protocolField } from "./field.ts";
import { dataField, packetFields } from "./packet-fields.ts";

export interface FieldTreeOptions {
  /** Length on the wire in bytes, if `bytes` was cut to a snap length. */
  readonly originalLength?: number;
  /** With these, `tcp.seq` and `tcp.ack` are shown besides the raw numbers. */
  readonly relativeTo?: RelativeTo;
}

/**
 * Every field of a frame with the bytes it stands in, for display: a root field `frame`, whose children are the
 * protocols, the payload, a trailer, and what is wrong with the frame. Never throws.
 */
export function fieldTree(bytes: Uint8Array, options: FieldTreeOptions = {}): Field {
  const frame = decodeFrame(bytes, options.originalLength);
  const children = [
    derivedField("frame.len", "Frame Length", frame.originalLength, [0, bytes.length]),
    derivedField("frame.cap_len", "Capture Length", bytes.length, [0, bytes.length]),
    ethernetField(bytes, bytes.length),
    ...upperFields(frame, options.relativeTo ?? {}),
    ...trailerField(frame),
    ...(frame.problem === null ? [] : [problemField(frame.problem, bytes.length)]),
  ];
  return protocolField("frame", "Frame", String(frame.originalLength), [0, bytes.length], children);
}

function upperFields(frame: Frame, relativeTo: RelativeTo): Field[] {
  const { bytes, layers, problem } = frame;
  if (layers.ethernet === null) return [];
  if (layers.arp !== null || problem?.layer === "arp") {
    return [arpField(bytes, layers.ethernet.end, bytes.length, layers.arp)];
  }
  return packetFields(bytes, { ...layers, problem }, { relativeTo, isQuoted: false });
}

/** Smallest Ethernet frame without its check sequence (IEEE 802.3 §4.4.2): what fills up to it is padding. */
const SMALLEST_FRAME = 60;

function trailerField({ bytes, layers, originalLength }: Frame): Field[] {
  if (layers.trailer === null) return [];
  const isPadding = originalLength <= SMALLEST_FRAME;
  return isPadding
    ? dataField("eth.padding", "Padding", bytes, layers.trailer)
    : dataField("eth.trailer", "Trailer", bytes, layers.trailer);
}

function problemField({ reason, field, offset, expected, found }: LayerProblem, length: number): Field {
  const [id, name] =
    reason === "cut"
      ? ["_ws.short", "Packet size limited during capture"]
      : ["_ws.malformed", "Malformed Packet"];
  const start = Math.min(offset, length);
  return derivedField(id, name, reason, [start, length], `${field}: ${found} (${expected})`);
}
