import type { CommandInput, ErrorBody } from "@wirestage/protocol";
import { useCallback, useState } from "react";
import { useLink, usePlayer, useSession } from "../session/hooks.ts";
import { useHandDelay } from "../wire-controls/hand-delay.ts";

export type FrameDeed = "hold" | "release" | "delay" | "swap" | "copy" | "drop";

/** What the lab is told; a frame is put off by the time that was chosen last. */
export function frameCommand(deed: FrameDeed, frame: number): CommandInput {
  if (deed !== "delay") return { do: `frame.${deed}`, frame };
  return { do: "frame.delay", frame, delayNs: useHandDelay.getState().delayNs };
}

/** Whether the hand may touch frames now, and if not, why. */
export type MayTouch = "yes" | "past" | "watching";

export interface FrameRefusal {
  readonly frame: number;
  readonly error: ErrorBody;
}

export interface FrameCommands {
  readonly may: MayTouch;
  /** The last refusal, until the next command. */
  readonly refusal: FrameRefusal | null;
  command(deed: FrameDeed, frame: number): void;
  forgive(): void;
}

/** Commands on frames, with what the lab said against the last one. */
export function useFrameCommands(): FrameCommands {
  const session = useSession();
  const { state } = usePlayer();
  const link = useLink();
  const [refusal, setRefusal] = useState<FrameRefusal | null>(null);
  const mayCommand = link.status === "open" && link.mayCommand;
  const may: MayTouch = !mayCommand ? "watching" : state.mode === "live" ? "yes" : "past";
  const command = useCallback(
    (deed: FrameDeed, frame: number) => {
      setRefusal(null);
      void session.command(frameCommand(deed, frame)).then((answer) => {
        if (!answer.ok) setRefusal({ frame, error: answer.error });
      });
    },
    [session],
  );
  const forgive = useCallback(() => setRefusal(null), []);
  return { may, refusal, command, forgive };
}
