import type { Moment, Verification } from "./story.ts";

export type PhaseName = "handshake" | "verification" | "talk" | "teardown";

/** A part of the life of a verified connection; `to` is null while it lasts. */
export interface Phase {
  readonly name: PhaseName;
  readonly verification: number;
  readonly remote: string;
  readonly from: Moment;
  readonly to: Moment | null;
}

function later(a: Moment, b: Moment): Moment {
  return a.seq > b.seq ? a : b;
}

/** The nonce's making, where it was made for this connection: before, a program makes it for several. */
function asking({ connection, made, nonce }: Verification): Moment | null {
  const established = connection?.established ?? null;
  if (made && established && made.seq > established.seq) return made;
  return nonce?.sent[0] ?? nonce?.carried[0] ?? null;
}

/**
 * TCP's handshake, then the one that the programs hold with nonce and answer, then their talk, then TCP's teardown. A
 * client that waits in the accept queue is in none of them.
 */
export function phasesOf(story: Verification): readonly Phase[] {
  const { number, connection, verdict } = story;
  if (connection === null) return [];
  const { syn, established, farewell, over, remote } = connection;
  const of = { verification: number, remote };
  const judged = verdict.is === "open" ? null : verdict;
  const asked = asking(story);
  const left = judged && farewell && later(judged, farewell);
  return [
    ...(syn ? [{ ...of, name: "handshake", from: syn, to: established } as const] : []),
    ...(asked ? [{ ...of, name: "verification", from: asked, to: judged } as const] : []),
    ...(verdict.is === "accepted" ? [{ ...of, name: "talk", from: verdict, to: left } as const] : []),
    ...(left ? [{ ...of, name: "teardown", from: left, to: over && later(left, over) } as const] : []),
  ];
}
