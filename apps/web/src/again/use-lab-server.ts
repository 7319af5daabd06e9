import { useEffect, useState } from "react";
import { askHealth } from "../session/api.ts";
import { HAS_SERVER } from "../session/has-server.ts";
import { useLink } from "../session/hooks.ts";

/** Whether a lab can be opened: a live trace comes from where labs are; beside a recording there may be no such place. */
export function useLabServer(): boolean {
  const isRecording = useLink().status === "recording";
  const [hasKernel, setHasKernel] = useState(false);
  useEffect(() => {
    if (!isRecording || !HAS_SERVER) return;
    void askHealth().then((answer) => setHasKernel(answer.ok && answer.value.mode === "kernel"));
  }, [isRecording]);
  return HAS_SERVER && (!isRecording || hasKernel);
}
