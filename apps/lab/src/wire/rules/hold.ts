import { wrapper } from "./link.ts";

export const hold = wrapper((inner, { by }) => (frame) => {
  frame.stops = [...frame.stops, { does: "hold", by }];
  inner.carry(frame);
});
