import { create } from "zustand";
import { useDock } from "../app/dock.ts";
import { useSelection } from "../session/hooks.ts";

interface FlipRequest {
  /** The frame of which somebody wants to flip a bit, until that is closed. */
  readonly frame: number | null;
  /** Grows with each time that it is asked for. */
  readonly asked: number;
}

export const useFlipRequest = create<FlipRequest>(() => ({ frame: null, asked: 0 }));

/** Height of the dock in which bytes and the choice of a bit both have room. */
const ROOM_FOR_BITS = 380;

/** Shows a frame's bytes and puts the focus there, so that a bit can be chosen. */
export function askToFlip(frame: number): void {
  useSelection.getState().select({ kind: "frame", frame });
  const { height, open, setHeight } = useDock.getState();
  open("frame");
  if ((height ?? 0) < ROOM_FOR_BITS) setHeight(ROOM_FOR_BITS);
  useFlipRequest.setState(({ asked }) => ({ frame, asked: asked + 1 }));
}

export function stopFlipping(): void {
  useFlipRequest.setState({ frame: null });
}
