import type { HmacSteps } from "@wirestage/hmac";
import { useEffect, useState } from "react";
import { askPlatform, type PlatformAnswer } from "./platform.ts";

const PENDING: PlatformAnswer = { state: "pending" };

/** What the browser's own implementation makes of `steps`; asked once for each. */
export function usePlatform(steps: HmacSteps): PlatformAnswer {
  const [answered, setAnswered] = useState<{ steps: HmacSteps; answer: PlatformAnswer } | null>(null);
  useEffect(() => {
    let current = true;
    // Typed as always there; in a page that is not a secure context it is not.
    const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
    void askPlatform(subtle, steps).then((answer) => {
      if (current) setAnswered({ steps, answer });
    });
    return () => {
      current = false;
    };
  }, [steps]);
  return answered?.steps === steps ? answered.answer : PENDING;
}
