import type { Endpoint, TraceLog } from "@wirestage/trace";
import type { QuickView } from "@wirestage/wire";
import { frameIndex } from "../../inspector/frame-index.ts";

/** One way of a TCP connection or of UDP datagrams between two ports. */
export interface FlowDirection {
  readonly protocol: "tcp" | "udp";
  /** Name of the host that has the source address. */
  readonly from: string;
  readonly src: Endpoint;
  readonly dst: Endpoint;
}

/** Both ways between two ports, as a kernel spoke on the wire. `first` is the way of the first frame. */
export interface Flow {
  readonly key: string;
  readonly first: FlowDirection;
}

function hostWith(address: string, log: TraceLog): string | null {
  const hosts = log.latest.opened?.hosts ?? [];
  return hosts.find((host) => host.address === address || host.address6 === address)?.name ?? null;
}

function directionOf(view: QuickView | null, from: string): FlowDirection | null {
  if (view === null || view.kind === "other") return null;
  const src = { address: view.src, port: view.srcPort };
  return { protocol: view.kind, from, src, dst: { address: view.dst, port: view.dstPort } };
}

/** The direction in which a frame travels, or null where it is neither TCP nor UDP. */
export function directionOfFrame(log: TraceLog, frame: number): FlowDirection | null {
  const summary = frameIndex(log).summary(frame);
  return summary ? directionOf(summary.view, summary.from) : null;
}

/** The other way of the same flow; null where no host of the lab has the address. */
export function reversed({ protocol, src, dst }: FlowDirection, log: TraceLog): FlowDirection | null {
  const from = hostWith(dst.address, log);
  return from === null ? null : { protocol, from, src: dst, dst: src };
}

function text({ address, port }: Endpoint): string {
  return `${address}|${port}`;
}

/** The same for both ways. */
export function flowKey({ protocol, src, dst }: FlowDirection): string {
  return [protocol, ...[text(src), text(dst)].sort()].join(" ");
}

export function isSameDirection(view: QuickView | null, { protocol, src, dst }: FlowDirection): boolean {
  return (
    view?.kind === protocol &&
    view.srcPort === src.port &&
    view.dstPort === dst.port &&
    view.src === src.address &&
    view.dst === dst.address
  );
}

/** Every flow in which a kernel has spoken, the one that spoke last first. */
export function flowsOf(log: TraceLog): readonly Flow[] {
  const flows = new Map<string, Flow>();
  for (const { frame, sent } of log.frames) {
    const direction = sent.kind === "frame.sent" ? directionOfFrame(log, frame) : null;
    if (direction === null) continue;
    const key = flowKey(direction);
    const known = flows.get(key) ?? { key, first: direction };
    flows.delete(key);
    flows.set(key, known);
  }
  return [...flows.values()].reverse();
}
