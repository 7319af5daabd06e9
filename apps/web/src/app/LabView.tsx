import { lazy, Suspense, useState } from "react";
import { labRequest, type RunChoice } from "../landing/lab-request.ts";
import { useOpenLab } from "../landing/use-open-lab.ts";
import { useSelection, useSession } from "../session/hooks.ts";
import { EndNotice } from "../status/EndNotice.tsx";
import { useNotices } from "../status/notices.ts";
import { StatusBar } from "../status/StatusBar.tsx";
import { Timeline } from "../timeline/Timeline.tsx";
import { actOnKey } from "./act-on-key.ts";
import { NarrowLayout } from "./NarrowLayout.tsx";
import { TopBar } from "./TopBar.tsx";
import { useMedia } from "./use-media.ts";
import { usePageKeys } from "./use-page-keys.ts";
import { WideLayout } from "./WideLayout.tsx";

const KeySheet = lazy(async () => ({ default: (await import("./KeySheet.tsx")).KeySheet }));

/** A new lab like the one before: held from the first frame where this one holds now. */
function useNewLab(): (run: RunChoice) => Promise<void> {
  const { log } = useSession();
  const { open } = useOpenLab();
  const { show } = useNotices.getState();
  return async (run) => {
    const hold = [...log.latest.hosts.values()].some((host) => host.holding);
    const failure = await open(labRequest(run, hold));
    if (failure) show(failure.error ? { kind: "refused", error: failure.error } : { kind: "no-answer" });
  };
}

function useKeys(showKeys: () => void): void {
  const session = useSession();
  const { selection, select } = useSelection();
  const { show: showNotice } = useNotices.getState();
  usePageKeys((action) => actOnKey(action, { session, selection, select, showKeys, showNotice }));
}

/** One lab: stage and hosts, the tools at their edge, the timeline and the state of things. */
export function LabView({ onWatchAgain }: { readonly onWatchAgain: () => void }) {
  const [keysShown, setKeysShown] = useState(false);
  const newLab = useNewLab();
  const wide = useMedia("(min-width: 60rem)");
  useKeys(() => setKeysShown(true));
  return (
    <div className="flex h-dvh flex-col overflow-hidden bg-bg">
      <TopBar onNewLab={(run) => void newLab(run)} onShowKeys={() => setKeysShown(true)} />
      <EndNotice onNewLab={() => void newLab("tcp-echo")} onWatchAgain={onWatchAgain} />
      {wide ? <WideLayout /> : <NarrowLayout />}
      <Timeline />
      <StatusBar />
      {keysShown && (
        <Suspense fallback={null}>
          <KeySheet onClose={() => setKeysShown(false)} />
        </Suspense>
      )}
    </div>
  );
}
