import { useCallback, useEffect, useState } from "react";

export type WholeFrame =
  /** The stream brought all of it. */
  | { readonly is: "complete" }
  | { readonly is: "loading" }
  | { readonly is: "fetched"; readonly bytes: Uint8Array }
  | { readonly is: "failed" };

export interface WholeFrameRequest {
  readonly lab: string;
  readonly frame: number;
  /** Bytes that the stream brought, and how many the frame has. */
  readonly have: number;
  readonly length: number;
}

async function fetchFrame(request: WholeFrameRequest, signal: AbortSignal): Promise<Uint8Array> {
  const path = `/api/labs/${encodeURIComponent(request.lab)}/frames/${request.frame}`;
  const response = await fetch(path, { signal });
  if (!response.ok) throw new Error(`frame ${request.frame}: HTTP status ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.length !== request.length) throw new Error(`frame ${request.frame}: ${bytes.length} bytes came`);
  return bytes;
}

/** The bytes of a frame that the live stream has cut, asked for when somebody looks at it. */
export function useWholeFrame({ lab, frame, have, length }: WholeFrameRequest): {
  readonly whole: WholeFrame;
  readonly retry: () => void;
} {
  const [answer, setAnswer] = useState<{ readonly of: string; readonly whole: WholeFrame } | null>(null);
  const [attempt, setAttempt] = useState(0);
  const of = `${lab} ${frame} ${attempt}`;
  useEffect(() => {
    if (have >= length) return;
    const abort = new AbortController();
    const settle = (whole: WholeFrame) => {
      if (!abort.signal.aborted) setAnswer({ of, whole });
    };
    fetchFrame({ lab, frame, have, length }, abort.signal).then(
      (bytes) => settle({ is: "fetched", bytes }),
      () => settle({ is: "failed" }),
    );
    return () => abort.abort();
  }, [lab, frame, have, length, of]);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  if (have >= length) return { whole: { is: "complete" }, retry };
  return { whole: answer?.of === of ? answer.whole : { is: "loading" }, retry };
}
