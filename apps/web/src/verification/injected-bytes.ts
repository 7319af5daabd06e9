import { type FrameEntry, frameEnd, type TraceLog } from "@wirestage/trace";
import { hasFlag, type QuickView, SeqNumber, TcpFlag } from "@wirestage/wire";
import { frameIndex } from "../inspector/frame-index.ts";
import {
  directionOfFrame,
  type FlowDirection,
  isSameDirection,
  reversed,
} from "../wire-controls/inject/flows.ts";

interface Seen {
  readonly entry: FrameEntry;
  readonly view: QuickView;
}

/** What a kernel sent one way. */
function sentBy(log: TraceLog, direction: FlowDirection): readonly Seen[] {
  return log.frames.flatMap((entry) => {
    const view = frameIndex(log).summary(entry.frame)?.view ?? null;
    return entry.sent.kind === "frame.sent" && view && isSameDirection(view, direction)
      ? [{ entry, view }]
      : [];
  });
}

function endOf({ seq, sequenceLength }: QuickView): SeqNumber {
  return SeqNumber.add(seq, sequenceLength);
}

/**
 * The event in which the receiver's kernel acknowledged bytes that only this injected frame had brought: they were new,
 * and its peer's kernel had sent none of them. Null where it has not, so that it may have refused the frame.
 */
export function takenIn(log: TraceLog, frame: number): number | null {
  const entry = log.frames[frame - 1];
  const view = frameIndex(log).summary(frame)?.view;
  const direction = directionOfFrame(log, frame);
  const back = direction && reversed(direction, log);
  const end = entry && frameEnd(entry);
  if (!view || !direction || !back || end?.kind !== "frame.delivered") return null;
  const acks = sentBy(log, back).filter((each) => hasFlag(each.view.flags, TcpFlag.ack));
  const before = acks.findLast((each) => each.entry.sent.seq < end.seq)?.view.ack;
  const own = sentBy(log, direction);
  const found = acks.find(({ entry: { sent }, view: { ack } }) => {
    const isLater = sent.seq > end.seq && SeqNumber.after(ack, view.seq);
    const isNew =
      before === undefined || (SeqNumber.after(ack, before) && SeqNumber.after(endOf(view), before));
    const isOwn = own.some(
      (each) => each.entry.sent.seq < sent.seq && !SeqNumber.before(endOf(each.view), ack),
    );
    return isLater && isNew && !isOwn;
  });
  return found?.entry.sent.seq ?? null;
}
