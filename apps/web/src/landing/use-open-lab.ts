import type { ErrorBody, OpenLabInput } from "@wirestage/protocol";
import { useState } from "react";
import { goTo } from "../router/address.ts";
import { openLab } from "../session/api.ts";
import { tokens } from "../session/token.ts";

/** `error` is null where nobody answered. */
export interface OpenFailure {
  readonly status: "failed";
  readonly error: ErrorBody | null;
}
export type Opening = { readonly status: "idle" } | { readonly status: "opening" } | OpenFailure;

/** Opens a lab, keeps its token and goes to it. */
export function useOpenLab(): {
  opening: Opening;
  open: (request: OpenLabInput) => Promise<OpenFailure | null>;
} {
  const [opening, setOpening] = useState<Opening>({ status: "idle" });
  const open = async (request: OpenLabInput) => {
    setOpening({ status: "opening" });
    const answer = await openLab(request);
    if (!answer.ok) {
      const failure = { status: "failed", error: answer.error } as const;
      setOpening(failure);
      return failure;
    }
    const { id, token } = answer.value;
    tokens().keep(id, token);
    setOpening({ status: "idle" });
    goTo(`/lab/${encodeURIComponent(id)}`);
    return null;
  };
  return { opening, open };
}
