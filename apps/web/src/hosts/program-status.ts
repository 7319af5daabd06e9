import type { EventOf, ProgramState, TraceTime } from "@wirestage/trace";

type Limit = EventOf<"program.ended">["limit"];

/**
 * What a program is doing, as far as its trace tells. `thenRests`: it was paused while it could not rest yet, and does
 * so before the call after this one.
 */
export type ProgramStatus =
  | { readonly doing: "running" }
  | { readonly doing: "calling"; readonly call: number; readonly thenRests: boolean }
  | {
      readonly doing: "waiting";
      readonly call: number;
      readonly since: TraceTime;
      readonly thenRests: boolean;
    }
  | { readonly doing: "asking"; readonly thenRests: boolean }
  | { readonly doing: "resting" }
  /** Its lab ended, and told no more of it. */
  | { readonly doing: "gone" }
  | { readonly doing: "exited"; readonly code: number; readonly limit: Limit }
  | { readonly doing: "killed"; readonly signal: string; readonly limit: Limit };

/** @param isOver whether the lab had ended by then */
export function programStatus({ ended, call, asking, paused }: ProgramState, isOver: boolean): ProgramStatus {
  if (ended) {
    const { exitCode, signal, limit } = ended;
    return signal === null
      ? { doing: "exited", code: exitCode ?? 0, limit }
      : { doing: "killed", signal, limit };
  }
  if (isOver) return { doing: "gone" };
  if (call && !call.returned) {
    const facts = { call: call.entered.call, thenRests: paused };
    return call.blocked
      ? { doing: "waiting", since: call.blocked.t, ...facts }
      : { doing: "calling", ...facts };
  }
  if (asking) return { doing: "asking", thenRests: paused };
  return { doing: paused ? "resting" : "running" };
}
