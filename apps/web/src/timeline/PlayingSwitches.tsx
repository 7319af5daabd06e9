import { FastForward, type LucideIcon, Repeat } from "lucide-react";
import { useTranslation } from "react-i18next";
import { usePlayer, useSelection, useSession } from "../session/hooks.ts";
import { useIdleChoice } from "./idle-choice.ts";
import { switchLoop } from "./loop-switch.ts";

interface SwitchProps {
  readonly icon: LucideIcon;
  readonly name: string;
  readonly hint: string;
  readonly on: boolean;
  /** Whether its name is seen beside its picture. */
  readonly worded: boolean;
  readonly onPress: () => void;
}

function Switch({ icon: Icon, name, hint, on, worded, onPress }: SwitchProps) {
  return (
    <button
      type="button"
      aria-label={name}
      aria-pressed={on}
      title={hint}
      onClick={onPress}
      className={`flex h-8 min-w-8 shrink-0 items-center justify-center gap-2 whitespace-nowrap rounded-md px-1.5 text-sm ${
        on ? "bg-accent-soft text-accent" : "text-text-2 hover:bg-sunken hover:text-text"
      }`}
    >
      <Icon size={17} strokeWidth={1.9} aria-hidden="true" />
      {worded && name}
    </button>
  );
}

/** How playing goes on: past idle time or through it, ahead or round a chosen range. */
export function PlayingSwitches({ worded = false }: { readonly worded?: boolean }) {
  const { t } = useTranslation("timeline");
  const session = useSession();
  const { loop } = usePlayer();
  const selection = useSelection((store) => store.selection);
  const { cut, choose } = useIdleChoice();
  return (
    <>
      <Switch
        icon={FastForward}
        name={t("cutIdle")}
        hint={t(cut ? "idleIsCut" : "idleIsWhole")}
        on={cut}
        worded={worded}
        onPress={() => choose(!cut)}
      />
      <Switch
        icon={Repeat}
        name={t("loop")}
        hint={t(loop ? "loopOn" : "loopOff")}
        on={loop !== null}
        worded={worded}
        onPress={() => switchLoop(session, selection)}
      />
    </>
  );
}
