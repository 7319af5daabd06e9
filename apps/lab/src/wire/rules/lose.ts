import { wrapper } from "./link.ts";

/** The frame flies half-way and is gone; rules behind this one never see it. */
export const lose = wrapper((_inner, { cable, by }) => (frame) => {
  frame.stops = [...frame.stops, { does: "lose", by }];
  cable.launch(frame);
});
