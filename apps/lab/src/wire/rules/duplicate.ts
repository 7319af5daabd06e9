import { wrapper } from "./link.ts";

/**
 * The copy goes on behind this rule and its original; what earlier rules mean to do half-way is not for it. Where the
 * wire is full there is none: rules that duplicate one behind another would else be told of by the ten thousand.
 */
export const duplicate = wrapper((inner, { cable, by }) => (frame) => {
  if (cable.isFull) {
    inner.carry(frame);
    return;
  }
  const { frame: of, place } = frame;
  const copy = cable.begin(
    { kind: "frame.copied", of, by, position: place.from },
    { ...frame, view: null, stops: [] },
  );
  inner.carry(frame);
  if (copy) inner.carry(copy);
});
