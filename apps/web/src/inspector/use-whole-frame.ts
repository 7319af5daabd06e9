import { useCallback, useEffect, useState } from "react";
import type { Session } from "../session/session.ts";

export type WholeFrame =
  /** The trace holds all of it. */
  | { readonly is: "complete" }
  | { readonly is: "loading" }
  | { readonly is: "fetched"; readonly bytes: Uint8Array }
  /** A capture has no more of it: it was cut when it was captured. */
  | { readonly is: "cut"; readonly bytes: Uint8Array }
  | { readonly is: "failed" };

export interface WholeFrameRequest {
  readonly session: Session;
  readonly frame: number;
  /** Bytes that the trace holds, and how many the frame has. */
  readonly have: number;
  readonly length: number;
}

async function wholeFrame(request: WholeFrameRequest, signal: AbortSignal): Promise<WholeFrame> {
  const { session, frame, length } = request;
  const bytes = await session.wholeFrame(frame, signal);
  if (bytes.length === length) return { is: "fetched", bytes };
  if (session.log.latest.opened?.capture && bytes.length < length) return { is: "cut", bytes };
  throw new Error(`frame ${frame}: ${bytes.length} bytes came`);
}

/** The bytes of a frame that the trace holds cut, asked for when somebody looks at it. */
export function useWholeFrame({ session, frame, have, length }: WholeFrameRequest): {
  readonly whole: WholeFrame;
  readonly retry: () => void;
} {
  const [answer, setAnswer] = useState<{ readonly of: string; readonly whole: WholeFrame } | null>(null);
  const [attempt, setAttempt] = useState(0);
  const of = `${session.lab} ${frame} ${attempt}`;
  useEffect(() => {
    if (have >= length) return;
    const abort = new AbortController();
    const settle = (whole: WholeFrame) => {
      if (!abort.signal.aborted) setAnswer({ of, whole });
    };
    wholeFrame({ session, frame, have, length }, abort.signal).then(settle, () => settle({ is: "failed" }));
    return () => abort.abort();
  }, [session, frame, have, length, of]);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  if (have >= length) return { whole: { is: "complete" }, retry };
  return { whole: answer?.of === of ? answer.whole : { is: "loading" }, retry };
}
