import type { FrameMark } from "./scene.ts";
import type { FrameDeed } from "./use-frame-command.ts";

const DEEDS: Readonly<Record<string, FrameDeed>> = {
  h: "hold",
  r: "release",
  d: "drop",
  Delete: "drop",
  "2": "copy",
  o: "swap",
  w: "delay",
};

/**
 * What a key does to the frame that has the focus. While that is on the wire the keys of the hand are its own: H on a held
 * one does nothing, rather than hold all others too. Once its way is over they are the whole wire's again.
 */
export function frameKeyMeaning(key: string, fate: FrameMark["end"]["fate"]): FrameDeed | "nothing" | "page" {
  const deed = DEEDS[key];
  const isOnWire = fate === "flying" || fate === "held";
  if (deed === undefined || !isOnWire) return "page";
  const isDone = (deed === "hold" && fate === "held") || (deed === "release" && fate === "flying");
  return isDone ? "nothing" : deed;
}
