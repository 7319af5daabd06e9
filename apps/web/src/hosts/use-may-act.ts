import { useLink, usePlayer } from "../session/hooks.ts";

/** Whether this page may act on the lab as it is now, else why not. */
export type MayAct = "yes" | "past" | "watching" | "over" | "recording";

export function useMayAct(): MayAct {
  const link = useLink();
  const { state } = usePlayer();
  if (link.status === "ended") return "over";
  if (link.status === "recording") return "recording";
  if (link.status !== "open" || !link.mayCommand) return "watching";
  return state.mode === "live" ? "yes" : "past";
}
