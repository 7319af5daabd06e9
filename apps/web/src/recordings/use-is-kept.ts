import { useEffect, useState } from "react";
import { askRecording } from "./recordings-api.ts";

/** Whether the server keeps a recording of this lab; null while that is not known. */
export function useIsKept(lab: string): boolean | null {
  const [isKept, setKept] = useState<boolean | null>(null);
  useEffect(() => {
    let wanted = true;
    void askRecording(lab).then((answer) => {
      if (wanted) setKept(answer.ok);
    });
    return () => {
      wanted = false;
    };
  }, [lab]);
  return isKept;
}
