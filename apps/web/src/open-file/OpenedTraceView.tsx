import { labMessages } from "../app/lab-messages.ts";
import { Opening } from "../app/Opening.tsx";
import { addMessages } from "../i18n/i18n.ts";
import { SessionProvider } from "../session/hooks.ts";
import type { OpenedTrace } from "../session/opened-trace.ts";
import { useFileSession } from "../session/use-file-session.ts";
import * as openFile from "./messages.ts";
import { OpenedView } from "./OpenedView.tsx";

addMessages({ ...labMessages, "open-file": openFile });

/** One finished trace, whichever address it stands at. */
export function OpenedTraceView({ trace }: { readonly trace: OpenedTrace }) {
  const session = useFileSession(trace);
  if (!session) return <Opening />;
  return (
    <SessionProvider value={session}>
      <OpenedView />
    </SessionProvider>
  );
}
