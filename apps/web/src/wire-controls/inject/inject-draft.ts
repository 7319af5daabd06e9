import { LIMITS } from "@wirestage/protocol";
import type { TraceLog } from "@wirestage/trace";
import {
  composeFrame,
  decodeFrame,
  describe,
  type FrameParts,
  hasFlag,
  SeqNumber,
  TcpFlag,
} from "@wirestage/wire";
import { frameIndex } from "../../inspector/frame-index.ts";
import type { Selection } from "../../session/session.ts";
import {
  directionOfFrame,
  type Flow,
  type FlowDirection,
  flowKey,
  isSameDirection,
  reversed,
} from "./flows.ts";
import { directionState, nextDatagram, nextSegment, receiverState } from "./next-segment.ts";
import { judgeSegment, type ReceiverVerdict } from "./receiver-verdict.ts";

/** What is filled into the form. Numbers are relative; null stands for what the receiver waits for. */
export interface InjectDraft {
  readonly flags: number;
  readonly payload: string;
  readonly seq: number | null;
  readonly ack: number | null;
}

export type Preset = "rst" | "data" | "fin";

export const PRESETS: Readonly<Record<Preset, number>> = {
  rst: TcpFlag.rst | TcpFlag.ack,
  data: TcpFlag.psh | TcpFlag.ack,
  fin: TcpFlag.fin | TcpFlag.ack,
};

/** A reset in the name of whoever spoke first: the shortest spoof there is. */
export const FIRST_DRAFT: InjectDraft = { flags: PRESETS.rst, payload: "spoofed", seq: null, ack: null };

export function presetOf(flags: number): Preset | null {
  return (["rst", "data", "fin"] as const).find((preset) => PRESETS[preset] === flags) ?? null;
}

/** A reset says nothing; whatever else is sent may carry a text. */
export function hasPayload(direction: FlowDirection, { flags }: InjectDraft): boolean {
  return direction.protocol === "udp" || (flags & TcpFlag.rst) === 0;
}

/** The numbers that the form shows, relative to both initial ones. */
export interface DraftNumbers {
  readonly seq: number;
  readonly ack: number;
  /** What the receiver waits for, and what the sender has received. */
  readonly next: { readonly seq: number; readonly ack: number };
}

interface Bases {
  readonly seq: SeqNumber;
  readonly ack: SeqNumber;
}

const ZERO = SeqNumber.of(0);

function basesOf(log: TraceLog, direction: FlowDirection): { bases: Bases; next: DraftNumbers["next"] } {
  const back = reversed(direction, log);
  const own = directionState(log, direction);
  const other = back ? directionState(log, back) : { next: ZERO, base: null };
  const bases = { seq: own.base ?? ZERO, ack: other.base ?? ZERO };
  const relative = (number: SeqNumber, base: SeqNumber) => SeqNumber.of(number - base);
  return { bases, next: { seq: relative(own.next, bases.seq), ack: relative(other.next, bases.ack) } };
}

export function draftNumbers(log: TraceLog, direction: FlowDirection, draft: InjectDraft): DraftNumbers {
  const { next } = basesOf(log, direction);
  return { seq: draft.seq ?? next.seq, ack: draft.ack ?? next.ack, next };
}

export type ComposedDraft =
  | {
      readonly ok: true;
      readonly bytes: Uint8Array;
      /** As Wireshark's info column, with relative numbers. */
      readonly line: string;
    }
  /** The lab's hosts are not known, or the frame is longer than the link allows. */
  | { readonly ok: false; readonly because: "hosts" | "long" };

function partsOf(log: TraceLog, direction: FlowDirection, draft: InjectDraft): FrameParts | null {
  const payload = new TextEncoder().encode(hasPayload(direction, draft) ? draft.payload : "");
  if (direction.protocol === "udp") return nextDatagram(log, direction, payload);
  const parts = nextSegment(log, direction, { flags: draft.flags, payload });
  if (parts?.transport.kind !== "tcp") return parts;
  const { bases } = basesOf(log, direction);
  const { transport } = parts;
  const seq = draft.seq === null ? transport.seq : SeqNumber.add(bases.seq, draft.seq);
  const ack = draft.ack === null ? (transport.ack ?? ZERO) : SeqNumber.add(bases.ack, draft.ack);
  return { ...parts, transport: { ...transport, seq, ack } };
}

/** As the receiver scales the window of whoever it believes to hear (RFC 7323 §2.2). */
function windowShiftOf(log: TraceLog, direction: FlowDirection): number {
  const index = frameIndex(log);
  const last = log.frames.findLast(({ frame, sent }) => {
    return sent.kind === "frame.sent" && isSameDirection(index.summary(frame)?.view ?? null, direction);
  });
  return (last && index.summary(last.frame)?.segment?.windowShift) ?? 0;
}

export function composeDraft(log: TraceLog, direction: FlowDirection, draft: InjectDraft): ComposedDraft {
  const parts = partsOf(log, direction, draft);
  if (parts === null) return { ok: false, because: "hosts" };
  const bytes = composeFrame(parts);
  if (bytes.length > LIMITS.frameBytes) return { ok: false, because: "long" };
  const relativeTo = direction.protocol === "tcp" ? basesOf(log, direction).bases : {};
  const windowShift = windowShiftOf(log, direction);
  return { ok: true, bytes, line: describe(decodeFrame(bytes), { relativeTo, windowShift }) };
}

/** What the receiver's kernel will make of it; null for datagrams, and where the connection is not open. */
export function draftVerdict(
  log: TraceLog,
  direction: FlowDirection,
  draft: InjectDraft,
): ReceiverVerdict | null {
  const parts = direction.protocol === "tcp" ? partsOf(log, direction, draft) : null;
  const receiver = receiverState(log, direction);
  if (parts?.transport.kind !== "tcp" || receiver === null) return null;
  const { seq, ack = ZERO, flags } = parts.transport;
  const length = (parts.payload?.length ?? 0) + (hasFlag(flags, TcpFlag.fin) ? 1 : 0);
  return judgeSegment({ seq, ack, flags, length }, receiver);
}

/** Whose name the form speaks in at first: that of what is selected, else of whoever opened the newest flow. */
export function firstDirection(
  log: TraceLog,
  selection: Selection | null,
  flows: readonly Flow[],
): FlowDirection | null {
  const known = new Set(flows.map(({ key }) => key));
  const wanted = selectedDirection(log, selection);
  return wanted && known.has(flowKey(wanted)) ? wanted : (flows[0]?.first ?? null);
}

function selectedDirection(log: TraceLog, selection: Selection | null): FlowDirection | null {
  if (selection?.kind === "frame") return directionOfFrame(log, selection.frame);
  const view = selection?.kind === "socket" ? log.latest.sockets.get(selection.socket) : undefined;
  if (!view || view.family === "AF_UNIX") return null;
  const protocol = view.type === "SOCK_STREAM" ? "tcp" : "udp";
  return { protocol, from: view.host, src: view.local, dst: view.remote };
}
