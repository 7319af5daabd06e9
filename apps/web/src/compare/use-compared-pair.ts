import { useEffect, useState } from "react";
import { originalOf } from "../again/originals.ts";
import { requestBrowserFrame } from "../session/animation-frame.ts";
import { useSelection } from "../session/hooks.ts";
import { ComparedPair, type NamedRun } from "./compared-pair.ts";
import { fetchLog } from "./compared-run.ts";

/** In the address instead of a lab's id: what the lab on the right was opened after, as this page still holds it. */
export const ORIGINAL = "original";

export type Comparing =
  | { readonly is: "loading" | "gone" }
  | { readonly is: "ready"; readonly pair: ComparedPair };

async function readRight(lab: string): Promise<NamedRun | null> {
  const read = await fetchLog(lab);
  return read.ok ? { lab, log: read.value } : null;
}

async function readLeft(lab: string, right: string): Promise<NamedRun | null> {
  const kept = originalOf(right);
  if (lab !== ORIGINAL) {
    const read = await fetchLog(lab);
    if (read.ok) return { lab, log: read.value };
  }
  return kept && (lab === ORIGINAL || kept.title === lab) ? { lab, log: kept.log } : null;
}

/** Both runs as they are now, read anew for every `attempt`. */
export function useComparedPair(left: string, right: string, attempt: number): Comparing {
  const [comparing, setComparing] = useState<Comparing>({ is: "loading" });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is meant to read both again.
  useEffect(() => {
    let pair: ComparedPair | null = null;
    let isLeft = false;
    void Promise.all([readLeft(left, right), readRight(right)]).then(([before, after]) => {
      if (isLeft) return;
      pair = before && after && new ComparedPair(before, after, requestBrowserFrame);
      setComparing(pair ? { is: "ready", pair } : { is: "gone" });
    });
    return () => {
      isLeft = true;
      pair?.close();
      setComparing({ is: "loading" });
      useSelection.getState().select(null);
    };
  }, [left, right, attempt]);
  return comparing;
}
