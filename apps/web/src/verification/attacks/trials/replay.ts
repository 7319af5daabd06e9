import type { RunName } from "@wirestage/protocol";
import type { TraceLog } from "@wirestage/trace";
import { hexOf } from "../../../format/hex.ts";
import { type Cell, carriedCells } from "../../passage-bytes.ts";
import type { Passage } from "../../story.ts";
import { frameEvidence } from "../evidence.ts";
import { type Guide, TrialOver } from "../guide.ts";
import { acceptanceOf, hasEnded, startRun, startSide, verdictOn } from "../moves.ts";

/** The passage as the frames carried it, for everyone on the wire to read; null while a byte of it is missing. */
function overheard(passage: Passage, log: TraceLog): Uint8Array | null {
  const cells: Cell[] = Array.from({ length: passage.to - passage.from }, () => null);
  for (const piece of passage.carried) {
    const at = Math.max(piece.from, passage.from) - passage.from;
    carriedCells(passage, piece, log, piece.t).now.forEach((cell, index) => {
      cells[at + index] ??= cell;
    });
  }
  const bytes = cells.filter((cell) => cell !== null);
  return bytes.length === cells.length ? Uint8Array.from(bytes) : null;
}

/** An answer heard before, sent again to the server of `run` by a client that does not know the secret. */
async function replayAgainst(guide: Guide, run: RunName): Promise<void> {
  guide.say("loginToOverhear", { run });
  const ends = await startRun(guide, { run, input: ["hello", "exit"] });
  const { answer } = await acceptanceOf(guide, ends);
  await guide.until(() => hasEnded(guide, ends.client), [ends.server]);
  const heard = answer && overheard(answer, guide.log);
  const [carried] = answer?.carried ?? [];
  if (!heard || !carried) throw new TrialOver({ is: "surprised", by: "notOverheard", facts: {} });
  guide.say("overhear", { count: heard.length }, frameEvidence(carried.frame));
  guide.say("startReplay");
  const parameters = { ANSWER: Array.from(heard, hexOf).join("") };
  const attacker = await startSide(guide, "client", { run: "tcp-hmac-replay", parameters });
  guide.say("awaitVerdict");
  await verdictOn(guide, attacker, [ends.server]);
}

export function replay(guide: Guide): Promise<void> {
  return replayAgainst(guide, "tcp-hmac");
}

export function nonceReused(guide: Guide): Promise<void> {
  return replayAgainst(guide, "tcp-hmac-nonce-reused");
}
