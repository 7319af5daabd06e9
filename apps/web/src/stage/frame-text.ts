import { hasFlag, SeqNumber, TcpFlag } from "@wirestage/wire";
import type { FrameSummary } from "../inspector/frame-index.ts";

/** The few words of a label that depend on the language. */
export interface LabelWords {
  readonly data: string;
  readonly retransmission: (frame: number) => string;
}

/** What a frame's label says: its kind, and with more room its numbers as Wireshark shows them. */
export interface FrameText {
  readonly kind: string;
  readonly numbers: string;
  /** What we derived about it, in [brackets]; empty where there is nothing to say. */
  readonly note: string;
}

function kindText({ kind, view }: FrameSummary, words: LabelWords): string {
  const bytes = view?.payloadLength ?? 0;
  if (kind === "data") return `${words.data} ${bytes}\u202fB`;
  return kind === "FIN" && bytes > 0 ? `FIN + ${bytes}\u202fB` : kind;
}

/** Relative numbers, `Seq=1 Ack=1 Len=5`; empty for what is not TCP. */
function numbersText({ view, segment }: FrameSummary): string {
  if (view?.kind !== "tcp" || segment === null) return "";
  const parts = [`Seq=${relative(view.seq, segment.seqBase)}`];
  if (hasFlag(view.flags, TcpFlag.ack)) parts.push(`Ack=${relative(view.ack, segment.ackBase)}`);
  if (view.payloadLength > 0) parts.push(`Len=${view.payloadLength}`);
  return parts.join(" ");
}

function relative(number: SeqNumber, base: SeqNumber | null): number {
  return base === null ? number : SeqNumber.distance(base, number) >>> 0;
}

export function frameText(summary: FrameSummary, words: LabelWords): FrameText {
  const repeatOf = summary.segment?.repeatOf ?? null;
  const note = repeatOf === null ? "" : words.retransmission(repeatOf);
  return { kind: kindText(summary, words), numbers: numbersText(summary), note };
}

/** Advance of a character in em, a little more than any usual interface font needs. */
function advance(character: string): number {
  if (character > "\u1100") return 1;
  if (character >= "A" && character <= "Z") return 0.74;
  return character === " " || character === "\u202f" ? 0.32 : 0.62;
}

/** Width in pixels of a line of interface text. */
export function textWidth(text: string, fontSize: number): number {
  return Array.from(text, advance).reduce((sum, each) => sum + each, 0) * fontSize;
}

/** How much wider text of weight 600 is. */
const SEMIBOLD = 1.12;
const FACT_GAP = 8;
export const FACT_FONT = 11;

/** Room in pixels for what is told beside a frame on the wire. */
export function factWidth(text: string): number {
  return textWidth(text, FACT_FONT) * SEMIBOLD + FACT_GAP;
}

const SHORT_AGE = factWidth("00.0\u202fs");

/** Room in pixels for the age of a held frame; within its first minute always the same, so that nothing moves. */
export function ageWidth(age: string): number {
  return Math.max(SHORT_AGE, factWidth(age));
}
