import { startPosition } from "@wirestage/trace";
import { type RefObject, useRef } from "react";
import { useTranslation } from "react-i18next";
import { formatAge } from "../format/time.ts";
import { kindLook, lineColour } from "./capsule.ts";
import { type Columns, clampedX, laneX } from "./columns.ts";
import { FrameLabel } from "./FrameLabel.tsx";
import { COPY_SHIFT } from "./frame-marks.ts";
import { positionAt } from "./frame-position.ts";
import { HELD_OFFSET, headMarker } from "./HeadMarkers.tsx";
import { type Present, useMoving } from "./moving-parts.ts";
import { type PresentMark, presentLabel, ROW_HEIGHT } from "./present-marks.ts";
import type { FrameMark } from "./scene.ts";
import { ageWidth, FACT_FONT, factWidth } from "./text-width.ts";

interface OnWireProps {
  readonly mark: FrameMark;
  readonly present: PresentMark;
  readonly columns: Columns;
  readonly origin: number;
  /** Heads jump in quarters of the way where motion is not wanted. */
  readonly still: boolean;
  readonly dense: boolean;
}

/** Half of a label's height: below the first row a leader begins at the label above, not to cross it. */
const LABEL_HALF = 10;
/** First row of labels under the line of the present. */
const FIRST_ROW = 22;

function set(element: Element | null, values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) element?.setAttribute(name, value.toFixed(1));
}

function place(element: Element | null, x: number, y: number): void {
  element?.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
}

/** Where the tip of the frame's line is: at the present, or where the last quarter of the way ended. */
function tipAt({ mark, columns, origin, still }: OnWireProps, { t, y }: Present): { x: number; y: number } {
  const exact = positionAt(mark.entry, t);
  const shifted = y + (mark.made === "copied" ? COPY_SHIFT : 0);
  if (!still || mark.end.fate === "held") return { x: laneX(columns, mark.direction, exact), y: shifted };
  const position = Math.max(startPosition(mark.entry), Math.floor(exact * 4) / 4);
  const from = (mark.path.at(-1)?.y ?? 0) - origin;
  return {
    x: laneX(columns, mark.direction, position),
    y: exact === 0 ? from : from + ((shifted - from) * position) / exact,
  };
}

/** Where the head is drawn beside the tip, so that those that are held from both sides are two. */
function headOffset({ end, direction }: FrameMark): number {
  if (end.fate !== "held") return 0;
  return direction === "right" ? -HELD_OFFSET : HELD_OFFSET;
}

interface Fact {
  readonly key: string;
  readonly text: string;
  readonly width: number;
  readonly title?: string;
}

/** What is told beside the label: how often the kernel sent it again, that a rule holds it, how many more frames the label stands for. */
function useFacts({ mark, present, columns }: OnWireProps): Fact[] {
  const { t } = useTranslation("stage");
  const facts: Omit<Fact, "width">[] = [];
  if (mark.repeats > 0) {
    const count = mark.repeats;
    const text = columns.labels === "short" ? `×${count}` : t("repeated", { count });
    facts.push({ key: "repeats", text, title: t("repeats", { count }) });
  }
  if (mark.stoppedBy !== null && columns.labels !== "short") {
    facts.push({ key: "rule", text: t("heldByRule"), title: t("byRule", { rule: mark.stoppedBy }) });
  }
  if (present.more > 0) facts.push({ key: "more", text: t("more", { count: present.more }) });
  return facts.map((fact) => ({ ...fact, width: factWidth(fact.text) }));
}

interface FactsProps {
  readonly facts: readonly Fact[];
  readonly x: number;
  /** Null where the frame has no age to tell. */
  readonly age: RefObject<SVGTextElement | null> | null;
  /** What stands behind the age, moved by as much room as the age takes. */
  readonly rest: RefObject<SVGGElement | null>;
}

function Facts({ facts, x, age, rest }: FactsProps) {
  let at = x;
  return (
    <>
      {age && <text ref={age} className="stage-fact" x={x} y={4} fontSize={FACT_FONT} />}
      <g ref={rest}>
        {facts.map(({ key, text, width, title }) => {
          const left = at;
          at += width;
          return (
            <text key={key} className="stage-fact" x={left} y={4} fontSize={FACT_FONT}>
              {text}
              {title && <title>{title}</title>}
            </text>
          );
        })}
      </g>
    </>
  );
}

function Line({
  mark,
  origin,
  dense,
  line,
}: OnWireProps & { readonly line: RefObject<SVGLineElement | null> }) {
  const isHeld = mark.end.fate === "held";
  const look = kindLook(mark.kind);
  const from = mark.path.at(-1) ?? { x: 0, y: 0 };
  return (
    <line
      ref={line}
      x1={from.x}
      y1={from.y - origin}
      stroke={isHeld ? "var(--held)" : lineColour(mark)}
      strokeWidth={dense ? 0.6 : isHeld ? 2 : look.stroke}
      strokeDasharray={isHeld ? "2 4" : look.dash}
      markerEnd={headMarker(mark.kind, isHeld ? mark.direction : null, mark.made !== null)}
    />
  );
}

/** The moving part of a frame on the wire: its growing line, its head, and its label under the present. */
export function OnWire(props: OnWireProps) {
  const { mark, present, columns, dense } = props;
  const [line, leader] = [useRef<SVGLineElement>(null), useRef<SVGLineElement>(null)];
  const head = useRef<SVGCircleElement>(null);
  const label = useRef<SVGGElement>(null);
  const [age, rest] = [useRef<SVGTextElement>(null), useRef<SVGGElement>(null)];
  const heldSince = mark.end.fate === "held" ? mark.end.since : null;
  const shown = presentLabel(mark, columns, present.more);
  const facts = useFacts(props);
  const restWidth = facts.reduce((sum, fact) => sum + fact.width, 0);
  const labelY = FIRST_ROW + (present.row ?? 0) * ROW_HEIGHT;

  useMoving((now) => {
    const tip = tipAt(props, now);
    const headX = tip.x + headOffset(mark);
    set(line.current, { x2: tip.x, y2: tip.y });
    set(head.current, { cx: headX, cy: tip.y });
    if (present.row === null) return;
    const ageText = heldSince === null ? "" : formatAge(now.t - heldSince);
    const ageRoom = heldSince === null ? 0 : ageWidth(ageText);
    if (age.current) age.current.textContent = ageText;
    place(rest.current, ageRoom, 0);
    const beside = ageRoom + restWidth;
    place(label.current, clampedX(tip.x, shown.size.width + beside, columns) - beside / 2, now.y + labelY);
    const leaderTop = present.row === 0 ? tip.y : now.y + labelY - ROW_HEIGHT + LABEL_HALF;
    set(leader.current, { x1: headX, y1: leaderTop, x2: headX, y2: now.y + labelY - LABEL_HALF });
  });

  const colour = heldSince === null ? lineColour(mark) : "var(--held)";
  return (
    <>
      <Line {...props} line={line} />
      {!dense && <circle ref={head} r={12} className="stage-head-hit" />}
      {present.row !== null && (
        <>
          <line ref={leader} className="stage-leader" stroke={colour} />
          <g ref={label}>
            <FrameLabel mark={shown.mark} labels={shown.labels} />
            <Facts {...{ facts, rest }} x={shown.size.width / 2 + 6} age={heldSince === null ? null : age} />
          </g>
        </>
      )}
    </>
  );
}
