import { useEffect, useState } from "react";
import { type ApiAnswer, askHealth } from "../session/api.ts";
import { HAS_SERVER } from "../session/has-server.ts";
import { useLink } from "../session/hooks.ts";

/** Asks once for all who want to know; where nobody answered, once more for the next who does. */
export function askedOnce<T>(ask: () => Promise<ApiAnswer<T>>): () => Promise<ApiAnswer<T>> {
  let asked: Promise<ApiAnswer<T>> | null = null;
  const askAndKeep = async () => {
    const answer = await ask();
    if (!answer.ok) asked = null;
    return answer;
  };
  return () => {
    asked ??= askAndKeep();
    return asked;
  };
}

const askHealthOnce = askedOnce(askHealth);

/** Whether a lab can be opened: a live trace comes from where labs are; beside a recording there may be no such place. */
export function useLabServer(): boolean {
  const isRecording = useLink().status === "recording";
  const [hasKernel, setHasKernel] = useState(false);
  useEffect(() => {
    if (!isRecording || !HAS_SERVER) return;
    void askHealthOnce().then((answer) => setHasKernel(answer.ok && answer.value.mode === "kernel"));
  }, [isRecording]);
  return HAS_SERVER && (!isRecording || hasKernel);
}
