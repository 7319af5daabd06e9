import { useState } from "react";
import { addMessages } from "../i18n/i18n.ts";
import { SessionProvider } from "../session/hooks.ts";
import { useLiveSession } from "../session/use-live-session.ts";
import { LabView } from "./LabView.tsx";
import { labMessages } from "./lab-messages.ts";
import { Opening } from "./Opening.tsx";

addMessages(labMessages);

/** `/lab/:id` */
export function LabPage({ lab }: { readonly lab: string }) {
  const [attempt, setAttempt] = useState(0);
  const session = useLiveSession(lab, attempt);
  if (!session) return <Opening />;
  return (
    <SessionProvider value={session}>
      <LabView onWatchAgain={() => setAttempt(attempt + 1)} />
    </SessionProvider>
  );
}
