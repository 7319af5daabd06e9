import type { TraceLog } from "@wirestage/trace";
import { composeFrame, hasFlag, TcpFlag } from "@wirestage/wire";
import { base64OfBytes } from "../../format/base64.ts";
import { frameIndex } from "../../inspector/frame-index.ts";
import { directionOfFrame, type FlowDirection, flowKey, reversed } from "../../wire-controls/inject/flows.ts";
import { nextSegment } from "../../wire-controls/inject/next-segment.ts";
import type { Guide } from "./guide.ts";

/** Connections into which bytes were injected and no reset since: their ends may still contradict each other. */
export function disagreeing(log: TraceLog): readonly FlowDirection[] {
  const found = new Map<string, FlowDirection>();
  for (const { frame, sent } of log.frames) {
    const view = frameIndex(log).summary(frame)?.view;
    const direction = sent.kind === "frame.injected" ? directionOfFrame(log, frame) : null;
    if (view?.kind !== "tcp" || direction === null) continue;
    if (hasFlag(view.flags, TcpFlag.rst)) found.delete(flowKey(direction));
    else if (view.sequenceLength > 0) found.set(flowKey(direction), direction);
  }
  return [...found.values()];
}

async function reset(guide: Guide, direction: FlowDirection | null): Promise<void> {
  const wish = { flags: TcpFlag.rst | TcpFlag.ack, payload: new Uint8Array(0) };
  const parts = direction && nextSegment(guide.log, direction, wish);
  if (!parts) return;
  await guide.send({ do: "frame.inject", host: direction.from, bytes: base64OfBytes(composeFrame(parts)) });
}

/** Ends what an earlier trial left behind: each end gets a RST with just the number that it waits for. */
export async function endStorms(guide: Guide): Promise<void> {
  const left = disagreeing(guide.log);
  if (left.length > 0) guide.say("endStorm");
  for (const direction of left) {
    await reset(guide, direction);
    await reset(guide, reversed(direction, guide.log));
  }
}
