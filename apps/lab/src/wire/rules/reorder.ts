import { type Wrapper, wrapper } from "./link.ts";

/** @param waitNs how long a frame waits at most for the next of its direction */
export function reorder(waitNs: number): Wrapper {
  return wrapper((inner, { by }) => (frame) => {
    frame.stops = [...frame.stops, { does: "wait", by, ns: waitNs }];
    inner.carry(frame);
  });
}
