import type { LinkState, PlayerState } from "../session/session.ts";

/** Why nothing can be done to the wire from this page now; null where something can. */
export type ObstacleKind = "past" | "watching" | "connecting" | "lost" | "ended" | "recording";

export function obstacleOf(link: LinkState, player: PlayerState): ObstacleKind | null {
  switch (link.status) {
    case "connecting":
    case "lost":
    case "ended":
    case "recording":
      return link.status;
    case "open":
      if (!link.mayCommand) return "watching";
      return player.mode === "live" ? null : "past";
    default:
      return link satisfies never;
  }
}
