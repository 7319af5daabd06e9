import type { ErrorBody } from "@wirestage/protocol";
import { useState } from "react";
import { goTo } from "../router/address.ts";
import { labRequest, type RunChoice } from "../runs/run-choice.ts";
import { keepRunChoice } from "../runs/use-run-choice.ts";
import { openLab } from "../session/api.ts";
import { tokens } from "../session/token.ts";

/** `error` is null where nobody answered. */
export interface OpenFailure {
  readonly status: "failed";
  readonly error: ErrorBody | null;
}
export type Opening = { readonly status: "idle" } | { readonly status: "opening" } | OpenFailure;

/** Opens a lab, keeps its token and what was chosen for it, and goes to it; with `hold` every frame stops half-way. */
export function useOpenLab(): {
  opening: Opening;
  open: (choice: RunChoice, hold: boolean) => Promise<OpenFailure | null>;
} {
  const [opening, setOpening] = useState<Opening>({ status: "idle" });
  const open = async (choice: RunChoice, hold: boolean) => {
    setOpening({ status: "opening" });
    const answer = await openLab(labRequest(choice, hold));
    if (!answer.ok) {
      const failure = { status: "failed", error: answer.error } as const;
      setOpening(failure);
      return failure;
    }
    const { id, token } = answer.value;
    tokens().keep(id, token);
    keepRunChoice(id, choice);
    setOpening({ status: "idle" });
    goTo(`/lab/${encodeURIComponent(id)}`);
    return null;
  };
  return { opening, open };
}
