import { type ByteMark, useByteMark } from "../inspector/byte-mark.ts";
import { useSelection } from "../session/hooks.ts";
import { useDock } from "./dock.ts";

/** Selects the frame and opens it, with these bytes of it lit. */
export function showBytesInFrame(mark: ByteMark): void {
  useSelection.getState().select({ kind: "frame", frame: mark.frame });
  useByteMark.getState().show(mark);
  useDock.getState().open("frame");
}
