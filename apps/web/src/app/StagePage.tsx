import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { useSelection, useSession } from "../session/hooks.ts";
import { useNotices } from "../status/notices.ts";
import { StatusBar } from "../status/StatusBar.tsx";
import { Timeline } from "../timeline/Timeline.tsx";
import { actOnKey } from "./act-on-key.ts";
import { useDock } from "./dock.ts";
import { focusedProgram } from "./focused-program.ts";
import { NarrowLayout } from "./NarrowLayout.tsx";
import { useMedia } from "./use-media.ts";
import { usePageKeys } from "./use-page-keys.ts";
import { useViewAddress } from "./use-view-address.ts";
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

/** The button that led here is gone, and the focus with it: who goes by key begins at the top of the page. */
function useFocusWhereLost() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  return heading;
}

interface StagePageProps {
  /** Of the page, for who does not see it. */
  readonly heading: string;
  /** The bar at the top; `showKeys` opens the sheet of keys. */
  readonly bar: (showKeys: () => void) => ReactNode;
  /** What has to be said above the stage. */
  readonly notice: ReactNode;
  /** Dialogs of the page. */
  readonly children?: ReactNode;
}

/** Stage and hosts, the tools at their edge, the timeline and the state of things, whatever trace is shown. */
export function StagePage({ heading, bar, notice, children }: StagePageProps) {
  const [keysShown, setKeysShown] = useState(false);
  const wide = useMedia("(min-width: 60rem)");
  const showKeys = () => setKeysShown(true);
  useKeys(showKeys);
  useViewAddress();
  // Whichever layout is shown, it has read by now what was asked for.
  useEffect(() => useDock.getState().forgetAhead(), []);
  const title = useFocusWhereLost();
  return (
    <div className="flex h-dvh flex-col overflow-hidden bg-bg">
      <h1 ref={title} tabIndex={-1} className="sr-only">
        {heading}
      </h1>
      {bar(showKeys)}
      {notice}
      {wide ? <WideLayout /> : <NarrowLayout />}
      <Timeline />
      <StatusBar />
      {children}
      {keysShown && (
        <Suspense fallback={null}>
          <KeySheet onClose={() => setKeysShown(false)} />
        </Suspense>
      )}
    </div>
  );
}
