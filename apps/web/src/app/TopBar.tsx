import { PAIRS } from "@wirestage/programs";
import { RunName } from "@wirestage/protocol";
import { Download, Keyboard, Play, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DEFAULT_RUN, type RunChoice } from "../landing/lab-request.ts";
import { Link } from "../router/Link.tsx";
import { recordingPath } from "../session/api.ts";
import { browserTimer } from "../session/browser-timer.ts";
import { useLink, useLog, useSession } from "../session/hooks.ts";
import { IconButton, TextButton } from "./buttons.tsx";
import { Logo } from "./Logo.tsx";
import { PageSwitches } from "./PageSwitches.tsx";
import { runAgain } from "./run-again.ts";

/** The pair that ran last, as the trace tells. */
function useLastRun(): RunChoice | null {
  const programs = [...useLog().latest.programs.values()];
  return RunName.safeParse(programs.at(-1)?.started.name).data ?? null;
}

interface RunControlsProps {
  readonly onNewLab: (run: RunChoice) => void;
}

function RunControls({ onNewLab }: RunControlsProps) {
  const { t, i18n } = useTranslation("app");
  const session = useSession();
  const link = useLink();
  const lastRun = useLastRun();
  const [chosen, setChosen] = useState<RunChoice | null>(null);
  const [busy, setBusy] = useState(false);
  const run = chosen ?? lastRun ?? DEFAULT_RUN;
  const mayRun = link.status === "open" && link.mayCommand && !busy;
  const start = async () => {
    setBusy(true);
    await runAgain(session, run, browserTimer);
    setBusy(false);
  };
  return (
    <>
      <select
        aria-label={t("program")}
        value={run}
        onChange={(event) => setChosen(RunName.safeParse(event.target.value).data ?? null)}
        className="hidden h-8 min-w-0 max-w-64 truncate rounded-md border border-line bg-surface px-2 text-sm hover:border-line-strong md:block"
      >
        {PAIRS.map((pair) => (
          <option key={pair.name} value={pair.name}>
            {pair.title[i18n.language === "zh" ? "zh" : "en"]}
          </option>
        ))}
      </select>
      <TextButton icon={Play} disabled={!mayRun} onClick={() => void start()}>
        {t(lastRun === run ? "runAgain" : "run")}
      </TextButton>
      <TextButton icon={Plus} compact onClick={() => onNewLab(run)}>
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
