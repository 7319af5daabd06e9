import type { ProgramState } from "@wirestage/trace";
import { CirclePause, CirclePlay, type LucideIcon, OctagonX, RedoDot, RotateCcw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useSession } from "../session/hooks.ts";
import { useNotices } from "../status/notices.ts";
import { DEED_KEYS, deedCommand, type ProgramDeed, possibleDeeds } from "./program-deeds.ts";
import { type MayAct, useMayAct } from "./use-may-act.ts";

const ICONS: Readonly<Record<ProgramDeed, LucideIcon>> = {
  pause: CirclePause,
  resume: CirclePlay,
  step: RedoDot,
  kill: OctagonX,
  restart: RotateCcw,
};

/** Carries out what a person wants of a program; a refusal stands in the status bar. */
function useProgramDeed(program: number, may: MayAct): (deed: ProgramDeed) => void {
  const session = useSession();
  const { show, dismiss } = useNotices.getState();
  return (deed) => {
    dismiss();
    if (may === "past") {
      show({ kind: "past" });
      return;
    }
    void session.command(deedCommand(deed, program)).then((answer) => {
      if (!answer.ok) show({ kind: "refused", error: answer.error });
    });
  };
}

/** Pause or run on, one call, kill, restart: pictures with names. What cannot be done now says why. */
export function ProgramControls({ program }: { readonly program: ProgramState }) {
  const { t } = useTranslation("hosts");
  const may = useMayAct();
  const act = useProgramDeed(program.started.program, may);
  const possible = possibleDeeds(program);
  const first = program.paused ? "resume" : "pause";
  // Of a recording all is said elsewhere; a lab that has ended keeps them, with the reason, where they just were.
  if (may === "recording") return null;
  return (
    <div className="program-controls">
      {([first, "step", "kill", "restart"] as const).map((deed) => {
        const Icon = ICONS[deed];
        const key = DEED_KEYS[deed].toUpperCase();
        const can = may === "yes" && possible.has(deed);
        const title = may === "yes" ? t(`deed.title.${deed}`, { key }) : t(`may.${may}`);
        return (
          <button
            key={deed}
            type="button"
            className={`program-deed program-deed-${deed}`}
            aria-label={t(`deed.name.${deed}`)}
            title={title}
            // Not `disabled`: that takes the focus away from who has just pressed the button, or its key.
            aria-disabled={!can}
            onClick={() => (can || may !== "yes") && act(deed)}
          >
            <Icon size={17} strokeWidth={1.9} aria-hidden="true" />
          </button>
        );
      })}
    </div>
  );
}
