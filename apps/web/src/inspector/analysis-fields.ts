import type { TraceLog } from "@wirestage/trace";
import { type Field, type FieldValue, fieldTree } from "@wirestage/wire";
import { formatDuration } from "../format/time.ts";
import type { FrameIndex, FrameSummary } from "./frame-index.ts";
import { relativeTo } from "./info-line.ts";

/** Wireshark's ids for what is concluded from other frames. */
export const ANALYSIS = {
  acksFrame: "tcp.analysis.acks_frame",
  ackRtt: "tcp.analysis.ack_rtt",
  repeatOf: "tcp.analysis.retransmission",
  windowSize: "tcp.window_size",
} as const;

function derived(tcp: Field, id: string, value: FieldValue, display = String(value)): Field {
  return { id, name: id, value, display, start: tcp.start, end: tcp.end, derived: true, children: [] };
}

/** Time from a segment to its acknowledgment, in ns, or null if a repeat makes it unclear which one was meant. */
function timeToAcknowledge(
  log: TraceLog,
  index: FrameIndex,
  acknowledged: number,
  by: number,
): number | null {
  const key = index.summary(acknowledged)?.segment;
  if (!key) return null;
  for (let frame = acknowledged + 1; frame < by; frame++) {
    if (index.summary(frame)?.segment?.repeatOf === acknowledged) return null;
  }
  const sent = log.frames[acknowledged - 1]?.sent.t;
  const answered = log.frames[by - 1]?.sent.t;
  return sent === undefined || answered === undefined ? null : answered - sent;
}

function acknowledgmentFields(tcp: Field, summary: FrameSummary, log: TraceLog, index: FrameIndex): Field[] {
  const acknowledged = summary.segment?.ackOf ?? null;
  if (acknowledged === null) return [];
  const time = timeToAcknowledge(log, index, acknowledged, summary.frame);
  const acks = derived(tcp, ANALYSIS.acksFrame, acknowledged);
  return time === null ? [acks] : [acks, derived(tcp, ANALYSIS.ackRtt, time, formatDuration(time))];
}

function analysisFields(
  tcp: Field,
  summary: FrameSummary,
  log: TraceLog,
  index: FrameIndex,
): readonly Field[] {
  const { segment } = summary;
  const fields = acknowledgmentFields(tcp, summary, log, index);
  if (segment !== null && segment.repeatOf !== null) {
    fields.push(derived(tcp, ANALYSIS.repeatOf, segment.repeatOf));
  }
  return fields;
}

/** What the window field means once both sides have agreed on a scale (RFC 7323 §2.3). */
function withScaledWindow(
  fields: readonly Field[],
  tcp: Field,
  { segment, view }: FrameSummary,
): readonly Field[] {
  if (segment === null || segment.windowShift === 0 || view === null) return fields;
  const scaled = derived(tcp, ANALYSIS.windowSize, view.window * 2 ** segment.windowShift);
  return fields.flatMap((field) =>
    field.id === "tcp.window_size_value"
      ? [field, { ...scaled, start: field.start, end: field.end }]
      : [field],
  );
}

/**
 * The fields of a frame, and under TCP what follows from the frames before it.
 * @param bytes of the frame, whole or cut
 * @param length of the frame on the wire, in bytes
 */
export function analysedTree(
  summary: FrameSummary,
  bytes: Uint8Array,
  length: number,
  log: TraceLog,
  index: FrameIndex,
): Field {
  const root = fieldTree(bytes, { originalLength: length, relativeTo: relativeTo(summary) });
  const isWhole = bytes.length >= length;
  const shown = root.children.filter((field) => !(isWhole && field.id === "frame.cap_len"));
  const children = shown.map((field) =>
    field.id === "tcp"
      ? {
          ...field,
          children: [
            ...withScaledWindow(field.children, field, summary),
            ...analysisFields(field, summary, log, index),
          ],
        }
      : field,
  );
  return { ...root, children };
}
