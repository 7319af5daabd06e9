import { AgainBanner } from "../again/AgainBanner.tsx";
import { ConsoleScripts } from "../console/ConsoleScripts.tsx";
import { labRunChoice } from "../runs/use-run-choice.ts";
import { useLink, useLog, useSession } from "../session/hooks.ts";
import { EndNotice } from "../status/EndNotice.tsx";
import { NoTrace } from "../status/NoTrace.tsx";
import { useNotices } from "../status/notices.ts";
import { Inject } from "../wire-controls/inject/Inject.tsx";
import { StagePage } from "./StagePage.tsx";
import { TopBar } from "./TopBar.tsx";
import { useNewLab } from "./use-new-lab.ts";

interface LabViewProps {
  readonly onWatchAgain: () => void;
}

/** One lab that runs, or has run as long as this page was open. */
function Lab({ onWatchAgain }: LabViewProps) {
  const session = useSession();
  const newLab = useNewLab();
  return (
    <StagePage
      heading={`Wirestage · ${session.lab}`}
      bar={(showKeys) => <TopBar onNewLab={(run) => void newLab(run)} onShowKeys={showKeys} />}
      notice={
        <>
          <EndNotice onNewLab={() => void newLab(labRunChoice(session))} onWatchAgain={onWatchAgain} />
          <AgainBanner />
        </>
      }
    >
      <ConsoleScripts />
      <Inject />
    </StagePage>
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
