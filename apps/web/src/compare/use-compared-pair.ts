import { useEffect, useState } from "react";
import { originalOf } from "../again/originals.ts";
import { requestBrowserFrame } from "../session/animation-frame.ts";
import { useSelection } from "../session/hooks.ts";
import { ComparedPair } from "./compared-pair.ts";
import { fetchLog } from "./compared-run.ts";
import { type ReadPair, readPair } from "./read-pair.ts";

export type Comparing =
  | { readonly is: "loading" }
  | { readonly is: "ready"; readonly pair: ComparedPair }
  | Exclude<ReadPair, { readonly is: "read" }>;

/** Both runs as they are now, read anew for every `attempt`. */
export function useComparedPair(left: string, right: string, attempt: number): Comparing {
  const [comparing, setComparing] = useState<Comparing>({ is: "loading" });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is meant to read both again.
  useEffect(() => {
    let pair: ComparedPair | null = null;
    let isLeft = false;
    void readPair(left, right, { fetchLog, originalOf }).then((read) => {
      if (isLeft) return;
      if (read.is !== "read") {
        setComparing(read);
        return;
      }
      pair = new ComparedPair(read.left, read.right, requestBrowserFrame);
      setComparing({ is: "ready", pair });
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
