import { ArrowLeftRight, Keyboard } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton, TextButton } from "../app/buttons.tsx";
import { Logo } from "../app/Logo.tsx";
import { PageSwitches } from "../app/PageSwitches.tsx";
import { StagePage } from "../app/StagePage.tsx";
import { Link } from "../router/Link.tsx";
import { SaveMenu } from "../save/SaveMenu.tsx";
import { useSession } from "../session/hooks.ts";
import { OpenFileButton } from "./OpenFileButton.tsx";
import { chooseAnother, useOpening } from "./opening.ts";
import { Remarks } from "./Remarks.tsx";

interface OpenedBarProps {
  readonly title: string;
  readonly onShowKeys: () => void;
}

function OpenedBar({ title, onShowKeys }: OpenedBarProps) {
  const { t } = useTranslation("app");
  const { t: openFile } = useTranslation("open-file");
  const { log, opened } = useSession();
  const capture = useOpening((store) => store.capture);
  const hasOthers = capture !== null && capture.name === opened?.title && capture.conversations.length > 1;
  return (
    <header className="flex h-12 shrink-0 items-center gap-1.5 border-line border-b bg-surface px-2 sm:gap-2 sm:px-4">
      <Link to="/" aria-label={t("home")} className="flex shrink-0 items-center gap-2 rounded-md sm:pr-2">
        <Logo className="size-6" />
        <span className="hidden font-semibold tracking-tight lg:inline">Wirestage</span>
      </Link>
      <span className="shrink-0 rounded-full bg-sunken px-2 py-0.5 text-text-2 text-xs max-sm:hidden">
        {openFile(log.latest.opened?.capture != null ? "capture" : "recording")}
      </span>
      <span className="min-w-0 truncate font-medium text-sm" title={title}>
        {title}
      </span>
      <div className="ml-auto flex items-center">
        {hasOthers && (
          <TextButton icon={ArrowLeftRight} compact onClick={chooseAnother}>
            {openFile("another")}
          </TextButton>
        )}
        <OpenFileButton look="icon" />
        <SaveMenu />
        <span className="hidden sm:contents">
          <IconButton icon={Keyboard} label={t("help")} shortcut="?" onClick={onShowKeys} />
        </span>
        <PageSwitches />
      </div>
    </header>
  );
}

/** A finished trace on the stage: everything of the lab's page that needs no lab. */
export function OpenedView() {
  const { opened } = useSession();
  if (!opened) return null;
  return (
    <StagePage
      heading={`Wirestage · ${opened.title}`}
      bar={(showKeys) => <OpenedBar title={opened.title} onShowKeys={showKeys} />}
      notice={<Remarks remarks={opened.remarks} />}
    />
  );
}
