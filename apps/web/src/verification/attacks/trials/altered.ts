import { heldFrames } from "../../../wire-controls/held-frames.ts";
import { spanInFrame } from "../../passage-bytes.ts";
import { frameEvidence } from "../evidence.ts";
import type { Guide } from "../guide.ts";
import { type Ends, openWire, startRun, verdictOn, verificationsSince } from "../moves.ts";

/** Long enough, in s, for a segment that the kernel throws away to be sent again. */
const PATIENCE = 30;

interface HeldAnswer {
  readonly frame: number;
  /** Where in the frame its first byte stands. */
  readonly offset: number;
}

/** The frame that carries the first byte of the answer, once the wire holds it. */
function heldAnswer({ log, since }: Guide): HeldAnswer | null {
  const held = new Set(heldFrames(log.latest).map(({ frame }) => frame));
  for (const { answer } of verificationsSince(log, since)) {
    const carried = answer?.carried.find(({ frame, from }) => held.has(frame) && from <= answer.from);
    if (answer && carried) return { frame: carried.frame, offset: spanInFrame(answer, carried).start };
  }
  return null;
}

/** Lets frame after frame go until the answer is held. */
async function catchAnswer(guide: Guide, { server, client }: Ends): Promise<HeldAnswer> {
  const released = new Set<number>();
  for (;;) {
    const next = await guide.until(() => {
      const answer = heldAnswer(guide);
      if (answer) return answer;
      const held = heldFrames(guide.log.latest).find(({ frame }) => !released.has(frame));
      return held ? held.frame : null;
    }, [server, client]);
    if (typeof next !== "number") return next;
    released.add(next);
    await guide.send({ do: "frame.release", frame: next }, "frame_not_held", "frame_gone");
  }
}

async function alterAnswer(guide: Guide, checksums: "left" | "mended"): Promise<void> {
  guide.say("holdAll");
  await guide.send({ do: "wire.hold", on: true });
  guide.say("passUntilAnswer");
  const ends = await startRun(guide, { run: "tcp-hmac", parameters: { TIMEOUT: PATIENCE } });
  const { frame, offset } = await catchAnswer(guide, ends);
  guide.say(checksums === "mended" ? "flipMended" : "flipLeft", { offset }, frameEvidence(frame));
  await guide.send({ do: "frame.alter", frame, offset, bit: 0, checksums });
  guide.say("letGo", {}, frameEvidence(frame));
  await openWire(guide);
  guide.say("awaitVerdict");
  await verdictOn(guide, ends.client, [ends.server]);
}

/** A bit of the answer is flipped on the wire, and the checksums made to fit again. */
export function altered(guide: Guide): Promise<void> {
  return alterAnswer(guide, "mended");
}

/** The same by somebody, or something, that does not mend them. */
export function checksumLeft(guide: Guide): Promise<void> {
  return alterAnswer(guide, "left");
}
