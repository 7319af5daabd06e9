import type { ErrorBody, OpenLabInput } from "@wirestage/protocol";
import { useState } from "react";
import { useDock } from "../app/dock.ts";
import { useHostTabs } from "../hosts/host-tab.ts";
import { goTo } from "../router/address.ts";
import { IDLE_LAB, labRequest, type RunChoice } from "../runs/run-choice.ts";
import { keepRunChoice } from "../runs/use-run-choice.ts";
import { openLab } from "../session/api.ts";
import { tokens } from "../session/token.ts";
import { useShownPart } from "../verification/shown-part.ts";

/** `error` is null where nobody answered. */
export interface OpenFailure {
  readonly status: "failed";
  readonly error: ErrorBody | null;
}
export type Opening = { readonly status: "idle" } | { readonly status: "opening" } | OpenFailure;

interface OpenLab {
  readonly opening: Opening;
  /** With `hold` every frame stops half-way. */
  open(choice: RunChoice, hold: boolean): Promise<OpenFailure | null>;
  /** A lab in which a client proves to its server that it knows a secret, with the view of that in front. */
  openVerification(choice: RunChoice): Promise<OpenFailure | null>;
  /** A lab without programs, both consoles in view. */
  openConsoles(): Promise<OpenFailure | null>;
}

/** Opens a lab, keeps its token and what was chosen for it, and goes to it. */
export function useOpenLab(): OpenLab {
  const [opening, setOpening] = useState<Opening>({ status: "idle" });
  const opened = async (request: OpenLabInput, keep: (lab: string) => void) => {
    setOpening({ status: "opening" });
    const answer = await openLab(request);
    if (!answer.ok) {
      const failure = { status: "failed", error: answer.error } as const;
      setOpening(failure);
      return failure;
    }
    const { id, token } = answer.value;
    tokens().keep(id, token);
    keep(id);
    setOpening({ status: "idle" });
    goTo(`/lab/${encodeURIComponent(id)}`);
    return null;
  };
  return {
    opening,
    open: (choice, hold) => opened(labRequest(choice, hold), (lab) => keepRunChoice(lab, choice)),
    openVerification: (choice) =>
      opened(labRequest(choice, false), (lab) => {
        keepRunChoice(lab, choice);
        useShownPart.getState().show("story");
        useDock.getState().openAhead("verification");
      }),
    openConsoles: () =>
      opened(IDLE_LAB, () => {
        for (const host of ["client", "server"]) useHostTabs.getState().offer(host, "console");
      }),
  };
}
