import { bytesOfBase64 } from "../call-text.ts";
import type { CallOutcome } from "../facts.ts";
import { countedOn, type FrameEntry } from "../frame-entry.ts";
import type { TraceLog } from "../log.ts";
import { type FrameShape, FrameShapes } from "../skeleton/frame-shape.ts";
import type { TraceTime } from "../time.ts";

/** What a point of a skeleton is about, by its number in its own trace. */
export type SkeletonSubject =
  | { readonly kind: "frame"; readonly frame: number; readonly host: string; readonly shape: FrameShape }
  | { readonly kind: "call"; readonly call: number; readonly program: number; readonly host: string }
  | { readonly kind: "socket"; readonly socket: number; readonly host: string }
  | { readonly kind: "program"; readonly program: number; readonly host: string };

/** One thing that a trace tells, without what differs between two runs of the same: ports, first numbers, times. */
export interface SkeletonPoint {
  readonly seq: number;
  readonly t: TraceTime;
  readonly subject: SkeletonSubject;
  /** What it is: two runs tell the same thing where this is the same. */
  readonly what: string;
  /** What became of it, or null while that is open. */
  readonly outcome: string | null;
  /** `seq` of the event that tells the outcome; its own where none does. */
  readonly endSeq: number;
  /** Depends on a clock of the kernel, or was only sampled: that it is missing elsewhere tells nothing by itself. */
  readonly isLoose: boolean;
}

/** Points of one trace by lane: frames of a host, calls of a program, states of a socket. Within a lane order matters. */
export type Skeleton = ReadonlyMap<string, readonly SkeletonPoint[]>;

export function skeletonOf(log: TraceLog): Skeleton {
  const lanes = new Map<string, SkeletonPoint[]>();
  const put = (lane: string, point: SkeletonPoint | null) => {
    if (!point) return;
    const points = lanes.get(lane) ?? [];
    lanes.set(lane, points);
    points.push(point);
  };
  const shapes = new FrameShapes();
  for (const entry of log.frames) put(`frame ${entry.sent.host}`, framePoint(entry, shapes));
  putCalls(log, put);
  putStates(log, put);
  return lanes;
}

type Put = (lane: string, point: SkeletonPoint) => void;

function framePoint(entry: FrameEntry, shapes: FrameShapes): SkeletonPoint | null {
  const { frame, sent } = entry;
  const shape = shapes.of(bytesOfBase64(sent.bytes));
  if (shape.kind === "link" || countedOn(entry) !== null) return null;
  const outcome = fateOf(entry);
  return {
    ...{ seq: sent.seq, t: sent.t, outcome, endSeq: (entry.fates.at(-1) ?? sent).seq },
    subject: { kind: "frame", frame, host: sent.host, shape },
    what: `${sent.kind} ${shape.text}${shape.isRepeat ? " again" : ""}`,
    isLoose: shape.kind === "ACK" && sent.kind === "frame.sent" && !outcome?.startsWith("lost"),
  };
}

/** That it was lost is what matters, not who lost it. */
function fateOf({ fates }: FrameEntry): string | null {
  const altered = fates.some(({ kind }) => kind === "frame.altered") ? " altered" : "";
  switch (fates.at(-1)?.kind) {
    case "frame.delivered":
      return `delivered${altered}`;
    case "frame.lost":
      return `lost${altered}`;
    default:
      return null;
  }
}

/** Programs by host and name, in the order in which they were started. */
function putCalls(log: TraceLog, put: Put): void {
  const names = new Map<number, string>();
  const counts = new Map<string, number>();
  for (const event of log.events) {
    if (event.kind === "program.started") {
      const name = `${event.host} ${event.name} ${event.role ?? event.language}`;
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      names.set(event.program, `${name} ${count}`);
    }
    if (event.kind !== "program.ended") continue;
    const { seq, t, program, exitCode, signal } = event;
    const host = log.latest.programs.get(program)?.started.host ?? "";
    const point = { seq, t, subject: { kind: "program", program, host }, what: "ends" } as const;
    const outcome = signal ?? `exit ${exitCode}`;
    put(`end ${names.get(program)}`, { ...point, outcome, endSeq: seq, isLoose: false });
  }
  for (const { entered, returned } of log.calls) {
    const { seq, t, call, program, host, name } = entered;
    const outcome = returned && outcomeText(returned.outcome);
    const subject = { kind: "call", call, program, host } as const;
    const endSeq = returned?.seq ?? seq;
    put(`call ${names.get(program)}`, { seq, t, subject, what: name, outcome, endSeq, isLoose: false });
  }
}

function outcomeText(outcome: CallOutcome): string {
  if (!outcome.ok) return outcome.code;
  const { value } = outcome;
  if (value === null || typeof value !== "object") return String(value);
  return value.type === "bytes" ? `${value.length} bytes` : "done";
}

/** Sockets by host, in the order in which they came to be. */
function putStates(log: TraceLog, put: Put): void {
  const lanes = new Map<number, string>();
  const counts = new Map<string, number>();
  for (const event of log.socketEvents) {
    const { seq, t, socket, host, sampling } = event;
    if (event.kind === "socket.opened") {
      const count = (counts.get(host) ?? 0) + 1;
      counts.set(host, count);
      lanes.set(socket, `socket ${host} ${count}`);
    }
    if (event.kind === "socket.changed" && event.before === event.state) continue;
    const what = event.kind === "socket.closed" ? "gone" : event.state;
    const subject = { kind: "socket", socket, host } as const;
    const lane = lanes.get(socket) ?? `socket ${host}`;
    const isLoose = sampling === "sampled" || what === "FIN_WAIT2";
    put(lane, { seq, t, subject, what, outcome: null, endSeq: seq, isLoose });
  }
}
