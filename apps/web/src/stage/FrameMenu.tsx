import { Copy, Hand, type LucideIcon, Pencil, Play, X } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { askToFlip } from "../inspector/flip-request.ts";
import { useSession } from "../session/hooks.ts";
import { useErrorSentence } from "../status/error-sentence.ts";
import type { Columns } from "./columns.ts";
import { useMoving } from "./moving-parts.ts";
import { MENU_HEIGHT, MENU_MARGIN, rowsEnd } from "./present-marks.ts";
import type { FrameMark } from "./scene.ts";
import type { FrameCommands, FrameDeed } from "./use-frame-command.ts";

interface FrameMenuProps {
  readonly mark: FrameMark;
  /** How many rows of labels stand under the present. */
  readonly rows: number;
  readonly columns: Columns;
  readonly height: number;
  readonly commands: FrameCommands;
}

const ICONS: Readonly<Record<FrameDeed, LucideIcon>> = { hold: Hand, release: Play, drop: X, copy: Copy };

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

function Deeds({ mark, commands }: Pick<FrameMenuProps, "mark" | "commands">) {
  const { t } = useTranslation("stage");
  const button = (deed: FrameDeed) => {
    const Icon = ICONS[deed];
    return (
      <button type="button" title={t(`menu.${deed}Title`)} onClick={() => commands.command(deed, mark.frame)}>
        <Icon size={14} strokeWidth={2.2} aria-hidden="true" />
        {t(`menu.${deed}`)}
      </button>
    );
  };
  return (
    <div className="stage-menu-deeds">
      {button(mark.end.fate === "held" ? "release" : "hold")}
      {button("copy")}
      <button type="button" title={t("menu.flipTitle")} onClick={() => askToFlip(mark.frame)}>
        <Pencil size={14} strokeWidth={2.2} aria-hidden="true" />
        {t("menu.flip")}
      </button>
      {button("drop")}
    </div>
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
      </button>
    </p>
  );
}

/**
 * The hand on a frame that is on the wire. It stands still in the middle, so that it can be hit while the frame flies.
 */
export function FrameMenu({ mark, rows, columns, height, commands }: FrameMenuProps) {
  const { t } = useTranslation("stage");
  const box = useRef<HTMLFieldSetElement>(null);
  const x = (columns.left + columns.right) / 2;
  useMoving(({ screenY }) => {
    const y = Math.min(height - MENU_HEIGHT - MENU_MARGIN, screenY + rowsEnd(rows));
    box.current?.style.setProperty("transform", `translate(calc(${x}px - 50%), ${y.toFixed(0)}px)`);
  });
  return (
    <fieldset ref={box} aria-label={t("menu.label", { frame: mark.frame })} className="stage-menu">
      <span className="stage-menu-frame">#{mark.frame}</span>
      {commands.may === "yes" ? <Deeds mark={mark} commands={commands} /> : <WhyNot commands={commands} />}
    </fieldset>
  );
}
