import { useSession } from "./hooks.ts";

/** Whether the trace was made from a capture file: nothing is known of its wire, nor of programs and calls. */
export function useIsCapture(): boolean {
  return useSession().log.latest.opened?.capture != null;
}
