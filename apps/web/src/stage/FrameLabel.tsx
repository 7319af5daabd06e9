import { Check, Copy, Hand, type LucideIcon, Pencil, Plus, RotateCcw } from "lucide-react";
import { kindColour } from "../inspector/frame-kind.ts";
import { kindLook, outline } from "./capsule.ts";
import type { Columns } from "./columns.ts";
import {
  FRAME_NUMBER_FONT,
  frameNumber,
  LABEL_FONT,
  type LabelSign,
  type LabelSize,
  labelSigns,
  labelSize,
  NUMBERS_FONT,
} from "./label-size.ts";
import type { FrameMark } from "./scene.ts";
import { textWidth } from "./text-width.ts";

const CAPSULE_HEIGHT = 20;
const ICON = 12;

const SIGNS: Readonly<Record<LabelSign, LucideIcon>> = {
  held: Hand,
  copied: Copy,
  injected: Plus,
  altered: Pencil,
  again: RotateCcw,
  acked: Check,
};
/** These say that no kernel did it. */
const BY_HAND: ReadonlySet<LabelSign> = new Set(["copied", "injected", "altered"]);

function Capsule({ mark, width }: { readonly mark: FrameMark; readonly width: number }) {
  const look = kindLook(mark.kind);
  const colour = kindColour(mark.kind);
  const signs = labelSigns(mark);
  const path = outline(look.shape, width, CAPSULE_HEIGHT);
  return (
    <>
      <path
        d={path}
        className={mark.made === null ? "stage-capsule" : "stage-capsule stage-capsule-made"}
        stroke={colour}
      />
      {look.filled && <path d={path} fill={colour} opacity={0.13} />}
      <text
        x={-(signs.length * 16) / 2}
        y={LABEL_FONT * 0.36}
        fontSize={LABEL_FONT}
        className="stage-kind"
        fill={colour}
      >
        <tspan className="stage-frame-number" fontSize={FRAME_NUMBER_FONT}>
          {frameNumber(mark.frame)}
        </tspan>
        {mark.text.kind}
      </text>
      {signs.map((sign, at) => {
        const Icon = SIGNS[sign];
        return (
          <Icon
            key={sign}
            x={width / 2 - 7 - (signs.length - at) * (ICON + 2)}
            y={-ICON / 2}
            size={ICON}
            strokeWidth={2.4}
            color={BY_HAND.has(sign) ? "var(--held)" : colour}
          />
        );
      })}
    </>
  );
}

interface Line {
  readonly key: "numbers" | "note";
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "middle";
}

const FIRST = CAPSULE_HEIGHT / 2;

/** Where the lines beside or under the capsule stand; the capsule's centre is at `capsuleX`, height 10 from the top. */
function linesOf({ text }: FrameMark, size: LabelSize, labels: Columns["labels"]): Line[] {
  const note = { key: "note", text: text.note } as const;
  const numbers = { key: "numbers", text: text.numbers } as const;
  const left = -size.width / 2;
  switch (labels) {
    case "short":
      return [];
    case "inline":
      return [
        { ...numbers, x: left + size.kind + 6, y: FIRST + 4, anchor: "start" },
        { ...note, x: left + 2, y: CAPSULE_HEIGHT + 11, anchor: "start" },
      ];
    case "stacked": {
      const noteY = text.numbers === "" ? 11 : 25;
      return [
        { ...numbers, x: 0, y: CAPSULE_HEIGHT + 11, anchor: "middle" },
        { ...note, x: 0, y: CAPSULE_HEIGHT + noteY, anchor: "middle" },
      ];
    }
    default:
      return labels satisfies never;
  }
}

const ASCENT = 10;
/** As far as from the numbers to the capsule before them. */
const GROUND_PADDING = 6;

/** What lets a line of text be read over the lines of frames, no larger than the text. */
function LineGround({ text, x, y, anchor }: Line) {
  const width = textWidth(text, NUMBERS_FONT) + 2 * GROUND_PADDING;
  const left = anchor === "start" ? x - GROUND_PADDING : x - width / 2;
  return <rect x={left} y={y - ASCENT} width={width} height={ASCENT + 4} className="stage-label-ground" />;
}

/** The words of a frame around (0, 0): its kind in a capsule, its numbers beside or under it as room allows. */
export function FrameLabel({
  mark,
  labels,
}: {
  readonly mark: FrameMark;
  readonly labels: Columns["labels"];
}) {
  const size = labelSize(mark, labels);
  const lines = linesOf(mark, size, labels).filter((line) => line.text !== "");
  const capsuleX = labels === "inline" ? (size.kind - size.width) / 2 : 0;
  return (
    <g transform={`translate(0 ${-size.height / 2})`}>
      {lines.map((line) => (
        <LineGround {...line} key={line.key} />
      ))}
      <g transform={`translate(${capsuleX} ${FIRST})`}>
        <Capsule mark={mark} width={size.kind} />
      </g>
      {lines.map(({ key, text, x, y, anchor }) => (
        <text key={key} {...{ x, y }} textAnchor={anchor} fontSize={NUMBERS_FONT} className={`stage-${key}`}>
          {text}
        </text>
      ))}
    </g>
  );
}
