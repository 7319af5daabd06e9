import type { CommandInput } from "@wirestage/protocol";
import { countedOn, type FrameEntry, TRACE_START, type TraceLog } from "@wirestage/trace";
import { deedNow, type KeyDeed, meantProgram } from "../hosts/meant-program.ts";
import { deedCommand } from "../hosts/program-deeds.ts";
import { frameIndex } from "../inspector/frame-index.ts";
import { useLinkNoise } from "../link-noise/link-noise.ts";
import type { Selection, Session } from "../session/session.ts";
import { frameCommand } from "../stage/use-frame-command.ts";
import type { Notice } from "../status/notices.ts";
import { switchLoop } from "../timeline/loop-switch.ts";
import { isHolding } from "../wire-controls/held-frames.ts";
import { useInject } from "../wire-controls/inject/inject-shown.ts";
import type { KeyAction } from "./keys.ts";

/** What the keys reach besides the session. */
export interface KeyReach {
  readonly session: Session;
  readonly selection: Selection | null;
  /** The program in whose panel the focus is. */
  readonly focusedProgram: number | null;
  readonly select: (selection: Selection | null) => void;
  readonly showKeys: () => void;
  readonly showNotice: (notice: Notice) => void;
}

/** The past cannot be changed, so a hand on the wire is for live only. */
async function command({ session, showNotice }: KeyReach, wanted: CommandInput): Promise<void> {
  if (session.player.state.mode !== "live" && session.link.state.status === "open") {
    showNotice({ kind: "past" });
    return;
  }
  const answer = await session.command(wanted);
  if (!answer.ok) showNotice({ kind: "refused", error: answer.error });
}

/** Whether a frame stands on the ladder by itself: it is no repeat counted on another, nor hidden link noise. */
function isDrawn(log: TraceLog, entry: FrameEntry): boolean {
  const isHidden = !useLinkNoise.getState().shown && frameIndex(log).isNoise(entry.frame);
  return countedOn(entry) === null && !isHidden;
}

/** The drawn frame before or after the selected one that is in view; without one selected, the newest. */
function neighbourFrame(session: Session, selected: number | null, direction: 1 | -1): number | null {
  const { next } = session.state();
  const inView = session.log.frames
    .filter((entry) => entry.sent.seq < next && isDrawn(session.log, entry))
    .map((entry) => entry.frame);
  if (selected === null) return inView.at(-1) ?? null;
  const neighbour =
    direction === 1 ? inView.find((frame) => frame > selected) : inView.findLast((frame) => frame < selected);
  return neighbour ?? null;
}

function selectNeighbour({ session, selection, select }: KeyReach, direction: 1 | -1): void {
  const selected = selection?.kind === "frame" ? selection.frame : null;
  const frame = neighbourFrame(session, selected, direction);
  if (frame !== null) select({ kind: "frame", frame });
}

function doToSelected(deed: "drop" | "copy" | "delay" | "swap"): Deed {
  return (reach) => {
    const { selection, showNotice } = reach;
    if (selection?.kind === "frame") void command(reach, frameCommand(deed, selection.frame));
    else showNotice({ kind: "select-frame-first" });
  };
}

type Deed = (reach: KeyReach) => void;

function doToProgram(deed: KeyDeed): Deed {
  return (reach) => {
    const pointing = { focused: reach.focusedProgram, selection: reach.selection };
    const meant = meantProgram(deed, pointing, reach.session.log);
    switch (meant.is) {
      case "one": {
        const { program } = meant;
        void command(reach, deedCommand(deedNow(deed, program), program.started.program));
        return;
      }
      case "several":
        reach.showNotice({ kind: "which-program" });
        return;
      case "none":
        reach.showNotice({ kind: "no-program-for-key" });
        return;
      default:
        meant satisfies never;
    }
  };
}

const DEEDS: Readonly<Record<KeyAction, Deed>> = {
  toggle: ({ session }) => session.player.toggle(),
  previousEvent: ({ session }) => session.player.step(-1),
  nextEvent: ({ session }) => session.player.step(1),
  start: ({ session }) => session.player.seek(TRACE_START),
  live: ({ session }) => session.player.goLive(),
  loop: ({ session, selection }) => switchLoop(session, selection),
  hold: (reach) => void command(reach, { do: "wire.hold", on: !isHolding(reach.session.log.latest) }),
  step: (reach) => void command(reach, { do: "wire.step" }),
  release: (reach) => void command(reach, { do: "wire.release-all" }),
  drop: doToSelected("drop"),
  copy: doToSelected("copy"),
  delay: doToSelected("delay"),
  swap: doToSelected("swap"),
  inject: () => useInject.getState().open(),
  pauseProgram: doToProgram("pause"),
  stepProgram: doToProgram("step"),
  killProgram: doToProgram("kill"),
  restartProgram: doToProgram("restart"),
  previousFrame: (reach) => selectNeighbour(reach, -1),
  nextFrame: (reach) => selectNeighbour(reach, 1),
  clear: ({ session, select }) => {
    if (session.player.loop) session.player.setLoop(null);
    else select(null);
  },
  help: ({ showKeys }) => showKeys(),
};

/** Carries out what a key asks for. */
export function actOnKey(action: KeyAction, reach: KeyReach): void {
  DEEDS[action](reach);
}
