import { useEffect, useState } from "react";
import { useNotices } from "../status/notices.ts";
import { requestBrowserFrame } from "./animation-frame.ts";
import { FileSession } from "./file-session.ts";
import { useSelection } from "./hooks.ts";
import type { OpenedTrace } from "./opened-trace.ts";
import type { Session } from "./session.ts";
import { showTrace } from "./shown-trace.ts";

/** The session of an opened trace; null before the first render is over. */
export function useFileSession(trace: OpenedTrace): Session | null {
  const [session, setSession] = useState<Session | null>(null);
  useEffect(() => {
    const opened = new FileSession(trace, requestBrowserFrame);
    showTrace(trace.key);
    setSession(opened);
    return () => {
      opened.close();
      setSession(null);
      useSelection.getState().select(null);
      useNotices.getState().dismiss();
    };
  }, [trace]);
  return session;
}
