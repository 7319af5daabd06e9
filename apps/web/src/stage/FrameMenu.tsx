import { ArrowLeftRight, Copy, Hand, type LucideIcon, Pencil, Play, Timer, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { TryAgainLink } from "../again/TryAgain.tsx";
import { formatDuration } from "../format/time.ts";
import { askToFlip } from "../inspector/flip-request.ts";
import { useSession } from "../session/hooks.ts";
import { useErrorSentence } from "../status/error-sentence.ts";
import { HAND_DELAYS, useHandDelay } from "../wire-controls/hand-delay.ts";
import type { Columns } from "./columns.ts";
import { useMoving } from "./moving-parts.ts";
import { MENU_HEIGHT, MENU_MARGIN, rowsEnd } from "./present-marks.ts";
import type { FrameMark } from "./scene.ts";
import { toolsShape, toolsWidth } from "./tools-shape.ts";
import type { FrameCommands, FrameDeed } from "./use-frame-command.ts";

interface FrameMenuProps {
  readonly mark: FrameMark;
  /** How many rows of labels stand under the present. */
  readonly rows: number;
  readonly columns: Columns;
  readonly width: number;
  readonly height: number;
  readonly commands: FrameCommands;
}

const ICONS: Readonly<Record<FrameDeed, LucideIcon>> = {
  hold: Hand,
  release: Play,
  delay: Timer,
  swap: ArrowLeftRight,
  copy: Copy,
  drop: X,
};

/** Width in pixels in which all deeds have room with their names. */
const ROOM_FOR_WORDS = 600;

/** What a refused command leaves beside the frame once the frame is gone. */
export function RefusalNote({ commands }: { readonly commands: FrameCommands }) {
  const { refusal, forgive } = commands;
  const sentenceFor = useErrorSentence();
  if (!refusal) return null;
  return (
    <output className="stage-refusal">
      <span className="stage-refusal-frame">#{refusal.frame}</span>
      {sentenceFor(refusal.error)}
      <DismissButton onDismiss={forgive} />
    </output>
  );
}

function DismissButton({ onDismiss }: { readonly onDismiss: () => void }) {
  const { t } = useTranslation("stage");
  return (
    <button type="button" onClick={onDismiss} aria-label={t("menu.close")}>
      <X size={13} aria-hidden="true" />
    </button>
  );
}

type DeedsProps = Pick<FrameMenuProps, "mark" | "commands">;

/** By how much the frame is put off: a press on one of the times does it. */
function Delays({ mark, commands, onClose }: DeedsProps & { readonly onClose: () => void }) {
  const { t } = useTranslation("stage");
  const { delayNs: last, choose } = useHandDelay();
  const delay = (delayNs: number) => {
    choose(delayNs);
    commands.command("delay", mark.frame);
    onClose();
  };
  return (
    <fieldset className="stage-menu-deeds" aria-label={t("menu.delayBy", { frame: mark.frame })}>
      {HAND_DELAYS.map((ns) => (
        // biome-ignore lint/a11y/noAutofocus: what was pressed is gone, and the focus goes on to what it asked for.
        <button key={ns} type="button" autoFocus={ns === last} onClick={() => delay(ns)}>
          {formatDuration(ns)}
        </button>
      ))}
      <button type="button" onClick={onClose} aria-label={t("menu.close")}>
        <X size={14} strokeWidth={2.2} aria-hidden="true" />
      </button>
    </fieldset>
  );
}

interface DeedsOfFrameProps extends DeedsProps {
  /** Delaying was given up or done: the focus comes back to where it began. */
  readonly isBack: boolean;
  readonly onDelay: () => void;
}

function Deeds({ mark, commands, isBack, onDelay }: DeedsOfFrameProps) {
  const { t } = useTranslation("stage");
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isBack) row.current?.querySelector<HTMLElement>("[data-deed=delay]")?.focus();
  }, [isBack]);
  const button = (deed: FrameDeed | "flip", Icon: LucideIcon, act: () => void) => (
    <button
      type="button"
      data-deed={deed}
      title={t(`menu.${deed}Title`)}
      aria-label={t(`menu.${deed}`)}
      onClick={act}
    >
      <Icon size={14} strokeWidth={2.2} aria-hidden="true" />
      <span className="stage-menu-word">{t(`menu.${deed}`)}</span>
    </button>
  );
  const deed = (name: FrameDeed) => button(name, ICONS[name], () => commands.command(name, mark.frame));
  return (
    <div ref={row} className="stage-menu-deeds">
      {deed(mark.end.fate === "held" ? "release" : "hold")}
      {button("delay", Timer, onDelay)}
      {deed("swap")}
      {deed("copy")}
      {button("flip", Pencil, () => askToFlip(mark.frame))}
      {deed("drop")}
    </div>
  );
}

/** What the hand may do to the frame, or by how much it is to be put off. */
function Hands(props: DeedsProps) {
  const [shown, show] = useState<"deeds" | "delays" | "deeds again">("deeds");
  return shown === "delays" ? (
    <Delays {...props} onClose={() => show("deeds again")} />
  ) : (
    <Deeds {...props} isBack={shown === "deeds again"} onDelay={() => show("delays")} />
  );
}

function WhyNot({ commands }: Pick<FrameMenuProps, "commands">) {
  const { t } = useTranslation("stage");
  const { player } = useSession();
  if (commands.may === "watching") return <p>{t("menu.watching")}</p>;
  return (
    <p>
      {t("menu.past")}{" "}
      <button type="button" className="stage-link" onClick={() => player.goLive()}>
        {t("menu.goLive")}
      </button>{" "}
      <TryAgainLink className="stage-link" />
    </p>
  );
}

/**
 * The hand on a frame that is on the wire. It stands still in the middle, so that it can be hit while the frame flies.
 */
export function FrameMenu({ mark, rows, columns, width, height, commands }: FrameMenuProps) {
  const { t } = useTranslation("stage");
  const box = useRef<HTMLFieldSetElement>(null);
  const x = (columns.left + columns.right) / 2;
  const room = width - toolsWidth(toolsShape(columns, width, height));
  useMoving(({ screenY }) => {
    const y = Math.min(height - MENU_HEIGHT - MENU_MARGIN, screenY + rowsEnd(rows));
    const left = `max(${MENU_MARGIN}px, min(${x}px - 50%, ${room}px - 100%))`;
    box.current?.style.setProperty("transform", `translate(${left}, ${y.toFixed(0)}px)`);
  });
  return (
    <fieldset
      ref={box}
      aria-label={t("menu.label", { frame: mark.frame })}
      className={room < ROOM_FOR_WORDS ? "stage-menu stage-menu-narrow" : "stage-menu"}
    >
      <span className="stage-menu-frame">#{mark.frame}</span>
      {commands.may === "yes" ? (
        <Hands key={mark.frame} mark={mark} commands={commands} />
      ) : (
        <WhyNot commands={commands} />
      )}
    </fieldset>
  );
}
