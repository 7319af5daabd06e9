import { useEffect, useState } from "react";
import { useNotices } from "../status/notices.ts";
import { requestBrowserFrame } from "./animation-frame.ts";
import { fetchFrame, whyUnreachable } from "./api.ts";
import { browserTimer } from "./browser-timer.ts";
import { useSelection } from "./hooks.ts";
import { LiveSession } from "./live-session.ts";
import { openBrowserSocket } from "./live-socket.ts";
import type { Session } from "./session.ts";
import { showTrace } from "./shown-trace.ts";
import { tokens } from "./token.ts";

function openSession(lab: string): LiveSession {
  return new LiveSession({
    lab,
    token: tokens().find(lab),
    requestFrame: requestBrowserFrame,
    nowMs: () => performance.now(),
    openSocket: openBrowserSocket,
    askWhy: whyUnreachable,
    after: browserTimer,
    fetchFrame,
    onTokenRefused: () => tokens().forget(lab),
  });
}

/** The session of `lab`, opened anew for every `attempt`; null before the first render is over. */
export function useLiveSession(lab: string, attempt: number): Session | null {
  const [session, setSession] = useState<Session | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is meant to open another session.
  useEffect(() => {
    const opened = openSession(lab);
    showTrace(lab);
    setSession(opened);
    return () => {
      opened.close();
      setSession(null);
      useSelection.getState().select(null);
      useNotices.getState().dismiss();
    };
  }, [lab, attempt]);
  return session;
}
