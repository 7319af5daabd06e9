import { wrapper } from "./link.ts";

/** The copy goes on behind this rule and its original; what earlier rules mean to do half-way is not for it. */
export const duplicate = wrapper((inner, { cable, by }) => (frame) => {
  const { frame: of, place } = frame;
  const copy = cable.begin(
    { kind: "frame.copied", of, by, position: place.from },
    { ...frame, view: null, stops: [] },
  );
  inner.carry(frame);
  if (copy) inner.carry(copy);
});
