import { Keyboard } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "../router/Link.tsx";
import type { RunChoice } from "../runs/run-choice.ts";
import { SaveMenu } from "../save/SaveMenu.tsx";
import { IconButton } from "./buttons.tsx";
import { CloseLab } from "./CloseLab.tsx";
import { Logo } from "./Logo.tsx";
import { PageSwitches } from "./PageSwitches.tsx";
import { RunControls } from "./RunControls.tsx";

interface TopBarProps {
  readonly onNewLab: (run: RunChoice) => void;
  readonly onShowKeys: () => void;
}

export function TopBar({ onNewLab, onShowKeys }: TopBarProps) {
  const { t } = useTranslation("app");
  return (
    <header className="flex h-12 shrink-0 items-center gap-1.5 border-line border-b bg-surface px-2 sm:gap-2 sm:px-4">
      <Link to="/" aria-label={t("home")} className="flex shrink-0 items-center gap-2 rounded-md sm:pr-2">
        <Logo className="size-6" />
        <span className="hidden font-semibold tracking-tight lg:inline">Wirestage</span>
      </Link>
      <RunControls onNewLab={onNewLab} />
      <div className="ml-auto flex items-center">
        <SaveMenu />
        <CloseLab />
        <span className="hidden sm:contents">
          <IconButton icon={Keyboard} label={t("help")} shortcut="?" onClick={onShowKeys} />
        </span>
        <PageSwitches />
      </div>
    </header>
  );
}
