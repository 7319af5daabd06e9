import { Download, Keyboard, Play, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "../router/Link.tsx";
import { RUN_CHOICES, type RunChoice, runChoice } from "../runs/runs.ts";
import { keepRunChoice, useLabRunChoice } from "../runs/use-run-choice.ts";
import { recordingPath } from "../session/api.ts";
import { browserTimer } from "../session/browser-timer.ts";
import { useLink, useLog, useSession } from "../session/hooks.ts";
import { IconButton, TextButton } from "./buttons.tsx";
import { Logo } from "./Logo.tsx";
import { PageSwitches } from "./PageSwitches.tsx";
import { runAgain } from "./run-again.ts";

interface RunControlsProps {
  readonly onNewLab: (run: RunChoice) => void;
}

function RunControls({ onNewLab }: RunControlsProps) {
  const { t } = useTranslation("app");
  const { t: runText } = useTranslation("runs");
  const session = useSession();
  const link = useLink();
  const hasRun = useLog().latest.programs.size > 0;
  const chosen = useLabRunChoice();
  const [busy, setBusy] = useState(false);
  const mayRun = link.status === "open" && link.mayCommand && !busy;
  const start = async () => {
    setBusy(true);
    await runAgain(session, chosen, browserTimer);
    setBusy(false);
  };
  return (
    <>
      <select
        aria-label={t("program")}
        value={chosen}
        onChange={(event) => keepRunChoice(session.lab, runChoice(event.target.value) ?? chosen)}
        className="hidden h-8 min-w-0 max-w-64 truncate rounded-md border border-line bg-surface px-2 text-sm hover:border-line-strong md:block"
      >
        {RUN_CHOICES.map((choice) => (
          <option key={choice} value={choice}>
            {runText(choice)}
          </option>
        ))}
      </select>
      <TextButton icon={Play} disabled={!mayRun} onClick={() => void start()}>
        {t(hasRun ? "runAgain" : "run")}
      </TextButton>
      <TextButton icon={Plus} compact onClick={() => onNewLab(chosen)}>
        {t("newLab")}
      </TextButton>
    </>
  );
}

interface TopBarProps extends RunControlsProps {
  readonly onShowKeys: () => void;
}

export function TopBar({ onNewLab, onShowKeys }: TopBarProps) {
  const { t } = useTranslation("app");
  const { lab } = useSession();
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-line border-b bg-surface px-2 sm:px-4">
      <Link to="/" aria-label={t("home")} className="flex items-center gap-2 rounded-md pr-2">
        <Logo className="size-6" />
        <span className="hidden font-semibold tracking-tight lg:inline">Wirestage</span>
      </Link>
      <RunControls onNewLab={onNewLab} />
      <div className="ml-auto flex items-center">
        <a
          href={recordingPath(lab)}
          download={`wirestage-${lab}.pcapng`}
          aria-label={t("download")}
          title={t("download")}
          className="grid size-9 place-items-center rounded-full text-text-2 hover:bg-sunken hover:text-text"
        >
          <Download size={18} strokeWidth={1.9} aria-hidden="true" />
        </a>
        <span className="hidden sm:contents">
          <IconButton icon={Keyboard} label={t("help")} shortcut="?" onClick={onShowKeys} />
        </span>
        <PageSwitches />
      </div>
    </header>
  );
}
