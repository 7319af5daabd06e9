import type { EventOf } from "@wirestage/trace";

type Said = EventOf<"program.output" | "program.input">;

/** A run of text in one voice. */
export interface TerminalPiece {
  readonly seq: number;
  readonly voice: "stdout" | "stderr" | "terminal" | "input";
  readonly text: string;
}

/** What a terminal shows of what was printed and typed: each typed line ends its line. */
export function terminalPieces(said: readonly Said[]): TerminalPiece[] {
  return said.map((each) =>
    each.kind === "program.output"
      ? { seq: each.seq, voice: each.stream, text: each.text }
      : { seq: each.seq, voice: "input", text: `${each.text}\n` },
  );
}
