import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { ConsoleScripts } from "../console/ConsoleScripts.tsx";
import { labRunChoice } from "../runs/use-run-choice.ts";
import { useLink, useLog, useSelection, useSession } from "../session/hooks.ts";
import { EndNotice } from "../status/EndNotice.tsx";
import { NoTrace } from "../status/NoTrace.tsx";
import { useNotices } from "../status/notices.ts";
import { StatusBar } from "../status/StatusBar.tsx";
import { Timeline } from "../timeline/Timeline.tsx";
import { Inject } from "../wire-controls/inject/Inject.tsx";
import { actOnKey } from "./act-on-key.ts";
import { focusedProgram } from "./focused-program.ts";
import { NarrowLayout } from "./NarrowLayout.tsx";
import { TopBar } from "./TopBar.tsx";
import { useMedia } from "./use-media.ts";
import { useNewLab } from "./use-new-lab.ts";
import { usePageKeys } from "./use-page-keys.ts";
import { WideLayout } from "./WideLayout.tsx";

const KeySheet = lazy(async () => ({ default: (await import("./KeySheet.tsx")).KeySheet }));

function useKeys(showKeys: () => void): void {
  const session = useSession();
  const { selection, select } = useSelection();
  const { show: showNotice, dismiss } = useNotices.getState();
  usePageKeys((action) => {
    dismiss();
    actOnKey(action, { session, selection, focusedProgram: focusedProgram(), select, showKeys, showNotice });
  });
}

/** The button that led here is gone, and the focus with it: who goes by key begins at the top of the lab. */
function useFocusWhereLost() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  return heading;
}

interface LabViewProps {
  readonly onWatchAgain: () => void;
}

/** One lab: stage and hosts, the tools at their edge, the timeline and the state of things. */
function Lab({ onWatchAgain }: LabViewProps) {
  const [keysShown, setKeysShown] = useState(false);
  const session = useSession();
  const newLab = useNewLab();
  const wide = useMedia("(min-width: 60rem)");
  useKeys(() => setKeysShown(true));
  const heading = useFocusWhereLost();
  return (
    <div className="flex h-dvh flex-col overflow-hidden bg-bg">
      <h1 ref={heading} tabIndex={-1} className="sr-only">
        Wirestage · {session.lab}
      </h1>
      <TopBar onNewLab={(run) => void newLab(run)} onShowKeys={() => setKeysShown(true)} />
      <EndNotice onNewLab={() => void newLab(labRunChoice(session))} onWatchAgain={onWatchAgain} />
      {wide ? <WideLayout /> : <NarrowLayout />}
      <Timeline />
      <StatusBar />
      <ConsoleScripts />
      <Inject />
      {keysShown && (
        <Suspense fallback={null}>
          <KeySheet onClose={() => setKeysShown(false)} />
        </Suspense>
      )}
    </div>
  );
}

/** The lab, or why there is none. */
export function LabView({ onWatchAgain }: LabViewProps) {
  const link = useLink();
  const { events } = useLog();
  const notice = useNotices((store) => store.notice);
  const session = useSession();
  const newLab = useNewLab();
  if (link.status !== "ended" || events.length > 0) return <Lab onWatchAgain={onWatchAgain} />;
  const ways = { onNewLab: () => void newLab(labRunChoice(session)), onWatchAgain };
  return <NoTrace error={link.error} notice={notice} {...ways} />;
}
