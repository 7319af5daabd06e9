import type { Columns } from "./columns.ts";
import type { FrameMark } from "./scene.ts";
import { textWidth } from "./text-width.ts";

export const LABEL_FONT = 11.5;
export const NUMBERS_FONT = 10.5;
export const FRAME_NUMBER_FONT = 10;

/** What stands before the kind: `#3 `. */
export function frameNumber(frame: number): string {
  return `#${frame} `;
}

const LINE = 14;
/** How much wider the heavy type of a kind is. */
const HEAVY = 1.08;

/** Room that a label takes up, in pixels. `kind` is the width of its capsule alone. */
export interface LabelSize {
  readonly width: number;
  readonly height: number;
  readonly kind: number;
}

/** @param note width of the line that tells what was derived, or 0 */
function sizeWithNumbers(kind: number, numbers: number, note: number, labels: Columns["labels"]): LabelSize {
  const noteHeight = note > 0 ? LINE : 0;
  switch (labels) {
    case "short":
      return { width: kind, height: 20, kind };
    case "stacked":
      return {
        width: Math.max(kind, numbers, note),
        height: 20 + (numbers > 0 ? LINE : 0) + noteHeight,
        kind,
      };
    case "inline":
      return { width: Math.max(kind + numbers, note), height: 20 + noteHeight, kind };
    default:
      return labels satisfies never;
  }
}

export type LabelSign = "held" | "copied" | "injected" | "altered" | "again" | "acked";

/** The little pictures in a label, in order. */
export function labelSigns({ end, made, alteredAt, retransmissionOf, acknowledgedBy }: Signed): LabelSign[] {
  const signs = [
    end.fate === "held" && "held",
    made,
    alteredAt.length > 0 && "altered",
    retransmissionOf !== null && "again",
    acknowledgedBy !== null && "acked",
  ] as const;
  return signs.filter((sign) => sign !== false && sign !== null);
}

type Signed = Pick<FrameMark, "end" | "made" | "alteredAt" | "retransmissionOf" | "acknowledgedBy">;

export function labelSize(
  mark: Pick<
    FrameMark,
    "frame" | "text" | "end" | "retransmissionOf" | "acknowledgedBy" | "made" | "alteredAt"
  >,
  labels: Columns["labels"],
): LabelSize {
  const { frame, text } = mark;
  const icons = labelSigns(mark).length;
  const number = textWidth(frameNumber(frame), FRAME_NUMBER_FONT);
  const kind = number + HEAVY * textWidth(text.kind, LABEL_FONT) + 16 + 16 * icons;
  const numbers = text.numbers === "" ? 0 : textWidth(text.numbers, NUMBERS_FONT) + 10;
  const note = text.note === "" ? 0 : textWidth(text.note, NUMBERS_FONT) + 4;
  return sizeWithNumbers(kind, numbers, note, labels);
}
