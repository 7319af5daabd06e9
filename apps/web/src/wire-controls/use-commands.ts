import type { CommandInput, ErrorBody } from "@wirestage/protocol";
import { useCallback, useState } from "react";
import { useLink, usePlayer, useSession } from "../session/hooks.ts";
import { type ObstacleKind, obstacleOf } from "./obstacle.ts";

export interface Commands {
  readonly obstacle: ObstacleKind | null;
  /** Why the last command was not carried out. */
  readonly refusal: ErrorBody | null;
  /**
   * Carries out commands one after the other and stops at the first that is refused.
   * @returns whether all were carried out
   */
  send(...commands: readonly CommandInput[]): Promise<boolean>;
}

export function useCommands(): Commands {
  const session = useSession();
  const obstacle = obstacleOf(useLink(), usePlayer().state);
  const [refusal, setRefusal] = useState<ErrorBody | null>(null);
  const send = useCallback(
    async (...commands: readonly CommandInput[]) => {
      setRefusal(null);
      for (const command of commands) {
        const answer = await session.command(command);
        if (answer.ok) continue;
        setRefusal(answer.error);
        return false;
      }
      return true;
    },
    [session],
  );
  return { obstacle, refusal, send };
}
