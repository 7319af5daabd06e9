import { Download, Keyboard } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "../router/Link.tsx";
import type { RunChoice } from "../runs/run-choice.ts";
import { recordingPath } from "../session/api.ts";
import { useLink, useSession } from "../session/hooks.ts";
import { IconButton } from "./buttons.tsx";
import { CloseLab } from "./CloseLab.tsx";
import { hasRecording } from "./close-lab.ts";
import { Logo } from "./Logo.tsx";
import { PageSwitches } from "./PageSwitches.tsx";
import { RunControls } from "./RunControls.tsx";

interface TopBarProps {
  readonly onNewLab: (run: RunChoice) => void;
  readonly onShowKeys: () => void;
}

function Recording({ lab }: { readonly lab: string }) {
  const { t } = useTranslation("app");
  return (
    <a
      href={recordingPath(lab)}
      download={`wirestage-${lab}.pcapng`}
      aria-label={t("download")}
      title={t("download")}
      className="grid size-9 place-items-center rounded-full text-text-2 hover:bg-sunken hover:text-text"
    >
      <Download size={18} strokeWidth={1.9} aria-hidden="true" />
    </a>
  );
}

export function TopBar({ onNewLab, onShowKeys }: TopBarProps) {
  const { t } = useTranslation("app");
  const { lab } = useSession();
  const link = useLink();
  return (
    <header className="flex h-12 shrink-0 items-center gap-1.5 border-line border-b bg-surface px-2 sm:gap-2 sm:px-4">
      <Link to="/" aria-label={t("home")} className="flex shrink-0 items-center gap-2 rounded-md sm:pr-2">
        <Logo className="size-6" />
        <span className="hidden font-semibold tracking-tight lg:inline">Wirestage</span>
      </Link>
      <RunControls onNewLab={onNewLab} />
      <div className="ml-auto flex items-center">
        {hasRecording(link) && <Recording lab={lab} />}
        <CloseLab />
        <span className="hidden sm:contents">
          <IconButton icon={Keyboard} label={t("help")} shortcut="?" onClick={onShowKeys} />
        </span>
        <PageSwitches />
      </div>
    </header>
  );
}
