import type { Comparison, Computation, Moment, NonceMade, Passage, Verdict, Verification } from "./story.ts";

export type Side = "client" | "server";

/** One thing that had happened, in the order of a reader. */
export type StoryRow = Moment &
  (
    | { readonly is: "connected" }
    | { readonly is: "made"; readonly made: NonceMade }
    | { readonly is: "passage"; readonly what: "nonce" | "answer"; readonly passage: Passage }
    | { readonly is: "computed"; readonly side: Side; readonly computation: Computation }
    | { readonly is: "compared"; readonly compared: Comparison }
    | { readonly is: "verdict"; readonly verdict: Exclude<Verdict, { is: "open" }> }
  );

function passageRow(what: "nonce" | "answer", passage: Passage | null): StoryRow[] {
  const first = passage?.sent[0] ?? passage?.carried[0] ?? passage?.received[0];
  return passage && first ? [{ is: "passage", what, passage, seq: first.seq, t: first.t }] : [];
}

function momentOf({ seq, t }: Moment): Moment {
  return { seq, t };
}

/** What of a verification had happened by the first `count` events, in order. */
export function storyRows(story: Verification, count: number): readonly StoryRow[] {
  const { connection, made, nonce, proverMac, answer, verifierMac, compared, verdict } = story;
  const established = connection?.established ?? null;
  const rows: StoryRow[] = [
    ...(established ? [{ is: "connected", ...momentOf(established) } as const] : []),
    ...(made ? [{ is: "made", made, ...momentOf(made) } as const] : []),
    ...passageRow("nonce", nonce),
    ...(proverMac
      ? [{ is: "computed", side: "client", computation: proverMac, ...momentOf(proverMac) } as const]
      : []),
    ...passageRow("answer", answer),
    ...(verifierMac
      ? [{ is: "computed", side: "server", computation: verifierMac, ...momentOf(verifierMac) } as const]
      : []),
    ...(compared ? [{ is: "compared", compared, ...momentOf(compared) } as const] : []),
    ...(verdict.is === "open" ? [] : [{ is: "verdict", verdict, ...momentOf(verdict) } as const]),
  ];
  // A stable sort: what one event told keeps the order above.
  return rows.filter(({ seq }) => seq < count).sort((a, b) => a.seq - b.seq);
}
