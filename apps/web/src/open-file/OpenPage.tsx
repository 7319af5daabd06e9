import { labMessages } from "../app/lab-messages.ts";
import { Opening } from "../app/Opening.tsx";
import { addMessages } from "../i18n/i18n.ts";
import { SessionProvider } from "../session/hooks.ts";
import { type OpenedTrace, useOpenedTrace } from "../session/opened-trace.ts";
import { useFileSession } from "../session/use-file-session.ts";
import * as openFile from "./messages.ts";
import { NoFile } from "./NoFile.tsx";
import { OpenedView } from "./OpenedView.tsx";

addMessages({ ...labMessages, "open-file": openFile });

function Shown({ trace }: { readonly trace: OpenedTrace }) {
  const session = useFileSession(trace);
  if (!session) return <Opening />;
  return (
    <SessionProvider value={session}>
      <OpenedView />
    </SessionProvider>
  );
}

/** `/open`: the trace that was opened in this page, or how to open one. */
export function OpenPage() {
  const opened = useOpenedTrace((store) => store.opened);
  return opened ? <Shown key={opened.key} trace={opened} /> : <NoFile />;
}
