import { composeFrame, type FrameParts, SeqNumber, TcpFlag } from "@wirestage/wire";
import { base64OfBytes } from "../../../format/base64.ts";
import { directionOfFrame, type FlowDirection } from "../../../wire-controls/inject/flows.ts";
import { nextSegment } from "../../../wire-controls/inject/next-segment.ts";
import type { Verification } from "../../story.ts";
import { frameEvidence } from "../evidence.ts";
import { asksAfter, injectedOf, takenFrom, unsentAcknowledged } from "../findings/after-login.ts";
import { type Guide, TrialOver } from "../guide.ts";
import { type Ends, honestLogin } from "../moves.ts";

/** As many letters as HONEST has, so that both segments claim the very same numbers of the stream. */
const FORGED = "forged";
const HONEST = "honest";

/** As the programs write it: four bytes of length, then JSON. */
function framed(text: string): Uint8Array {
  const message = new TextEncoder().encode(JSON.stringify({ text }));
  const bytes = new Uint8Array(4 + message.length);
  new DataView(bytes.buffer).setUint32(0, message.length);
  bytes.set(message, 4);
  return bytes;
}

/** The way from the client to the server, as the frame that brought the answer went it. */
function wayOf({ answer }: Verification, { log }: Guide): FlowDirection | null {
  const [carried] = answer?.carried ?? [];
  return carried ? directionOfFrame(log, carried.frame) : null;
}

/** The next segment in order that the server would take for the client's, with a message of the attacker's. */
function forgery(guide: Guide, story: Verification): FrameParts {
  const way = wayOf(story, guide);
  const wish = { flags: TcpFlag.psh | TcpFlag.ack, payload: framed(FORGED) };
  const parts = way && nextSegment(guide.log, way, wish);
  if (parts) return parts;
  throw new TrialOver({ is: "surprised", by: "notOverheard", facts: {} });
}

async function inject(guide: Guide, story: Verification, parts: FrameParts): Promise<number> {
  await guide.send({ do: "frame.inject", host: "client", bytes: base64OfBytes(composeFrame(parts)) });
  return guide.until(() => injectedOf(guide.log, story));
}

function untilTaken(guide: Guide, story: Verification, frame: number, { server }: Ends) {
  return guide.until(() => takenFrom(guide.log, story, frame), [server]);
}

async function speakAsClient(guide: Guide, { client, server }: Ends): Promise<void> {
  guide.say("honestSpeaks", { text: HONEST });
  const from = guide.log.latest.next;
  await guide.send({ do: "program.input", program: client, text: HONEST });
  await guide.until(() => asksAfter(guide.log, client, from), [server, client]);
}

/** Passes everything on, and speaks for the client once that has proved who it is. */
export async function middle(guide: Guide): Promise<void> {
  const { ends, story } = await honestLogin(guide);
  guide.say("injectNext", { text: FORGED });
  const frame = await inject(guide, story, forgery(guide, story));
  guide.say("awaitTaken", {}, frameEvidence(frame));
  await untilTaken(guide, story, frame, ends);
  guide.say("awaitReply");
  await guide.until(() => unsentAcknowledged(guide.log, story), [ends.server, ends.client]);
  await speakAsClient(guide, ends);
}

/** What an attacker can fill in who hears nothing: no timestamps, and of the numbers only what is guessed. */
function withoutHearing(parts: FrameParts, seq: number | null): FrameParts {
  const { transport } = parts;
  if (transport.kind !== "tcp") return parts;
  const guessed = seq === null ? {} : { seq: SeqNumber.of(seq) };
  return { ...parts, transport: { ...transport, options: [], ...guessed } };
}

/** A segment with a guessed number. The client then speaks, which shows that its connection is as it was. */
export async function spoofedWrong(guide: Guide): Promise<void> {
  const { ends, story } = await honestLogin(guide);
  const guess = guide.setting.random();
  guide.say("injectGuess", { seq: guess });
  await inject(guide, story, withoutHearing(forgery(guide, story), guess));
  await speakAsClient(guide, ends);
}

/** The same with the one right number. */
export async function spoofedRight(guide: Guide): Promise<void> {
  const { ends, story } = await honestLogin(guide);
  const parts = withoutHearing(forgery(guide, story), null);
  guide.say("injectRight", { seq: parts.transport.kind === "tcp" ? parts.transport.seq : 0 });
  const frame = await inject(guide, story, parts);
  guide.say("awaitTaken", {}, frameEvidence(frame));
  await untilTaken(guide, story, frame, ends);
}
