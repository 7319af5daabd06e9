import { NS_PER_S, type RuleAction } from "@wirestage/trace";
import { ByteQueue } from "./byte-queue.ts";
import { type ComingFrame, type Wrapper, wrapper } from "./link.ts";

type LimitRate = Extract<RuleAction, { do: "limit-rate" }>;

const BITS_PER_BYTE = 8;

/** A frame counts with Ethernet's header. What a hand takes away later leaves its place in the queue empty. */
export function limitRate({ bitsPerSecond, queueBytes }: LimitRate): Wrapper {
  return wrapper((inner, { cable, by }) => {
    const queue = new ByteQueue();
    return (frame) => {
      const { length } = frame.bytes;
      const comes = arrivalAtRule(frame);
      if (queue.bytesAt(comes) + length > queueBytes) {
        cable.lose(frame, by, frame.place.from);
        return;
      }
      const takes = Math.ceil((length * BITS_PER_BYTE * NS_PER_S) / bitsPerSecond);
      const leaves = Math.max(comes, queue.lastDeparture) + takes;
      queue.add(leaves, length);
      cable.postpone(frame, leaves - comes, by);
      inner.carry(frame);
    };
  });
}

/** Rules stand before the cable: what those before this one have added is over when the frame comes here. */
function arrivalAtRule({ place, extraNs }: ComingFrame): number {
  return place.since + extraNs;
}
