import { type RefObject, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useSelection } from "../session/hooks.ts";
import { callNameText } from "./call-name.ts";
import { BARS_WIDTH, BRACKET_GAP, CALL_LANE, type Columns } from "./columns.ts";
import { useMoving } from "./moving-parts.ts";
import type { CallMark, StateMark } from "./scene.ts";
import { isCovered } from "./sticky-names.ts";

interface CallViewProps {
  readonly mark: CallMark;
  /** States whose names come down over this call's as the window scrolls. */
  readonly passing: readonly StateMark[];
  readonly columns: Columns;
  readonly origin: number;
}

/** Towards the stage's edge. */
function outwardOf({ side }: CallMark): 1 | -1 {
  return side === "left" ? -1 : 1;
}

function bracketX(mark: CallMark, columns: Columns, lane: number): number {
  const edge = BARS_WIDTH + columns.stateWidth + BRACKET_GAP + lane * CALL_LANE;
  return mark.side === "left" ? columns.left - edge : columns.right + edge;
}

/** The outermost lane takes all that have no lane of their own. */
function laneOf({ lane, side }: CallMark, { callLanes }: Columns): number {
  return Math.min(lane, callLanes[side] - 1);
}

/** A call as a bracket at the stage's outer side; one that waits is an open bar that grows until it returns. */
export function CallView({ mark, passing, columns, origin }: CallViewProps) {
  const { t } = useTranslation("stage");
  const bar = useRef<SVGPathElement>(null);
  const name = useRef<SVGTextElement>(null);
  const selected = useSelection(
    (each) => each.selection?.kind === "call" && each.selection.call === mark.call,
  );
  const select = useSelection((each) => each.select);
  const outward = outwardOf(mark);
  const x = bracketX(mark, columns, laneOf(mark, columns));
  const y0 = mark.y0 - origin;
  const isOpen = mark.y1 === null;
  useMoving(({ y, windowTop }) => {
    const covered = isCovered(mark, passing, y + origin, windowTop + origin);
    name.current?.setAttribute("visibility", covered ? "hidden" : "visible");
    if (isOpen) bar.current?.setAttribute("d", bracket(x, outward, y0, Math.max(y0, y), false));
  });
  const isWaiting = isOpen && mark.blocked;
  const title = [isWaiting ? t("waiting", { call: mark.text }) : mark.text, mark.remark?.note ?? ""];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: lists beside the stage do the same by keyboard.
    <g
      className={`stage-call stage-${mark.side}${isOpen ? " stage-open" : ""}${selected ? " stage-selected" : ""}`}
      onClick={() => select({ kind: "call", call: mark.call })}
    >
      <title>{title.filter((line) => line !== "").join("\n")}</title>
      <path
        ref={bar}
        className="stage-bracket"
        d={bracket(x, outward, y0, mark.y1 === null ? y0 : mark.y1 - origin, !isOpen)}
      />
      {mark.labelY !== null && (
        <CallName mark={mark} columns={columns} y={mark.labelY - origin} text={name} />
      )}
      {mark.endY !== null && mark.remark !== null && (
        <text
          className="stage-call-name stage-call-remark"
          {...nameAnchor(mark, columns)}
          y={mark.endY - origin + 3}
          fontSize={0.86 * (columns.nameFont - 0.5)}
        >
          {mark.remark.text}
        </text>
      )}
    </g>
  );
}

interface CallNameProps {
  readonly mark: CallMark;
  readonly columns: Columns;
  /** Height of the middle of all its lines. */
  readonly y: number;
  readonly text: RefObject<SVGTextElement | null>;
}

function nameAnchor(mark: CallMark, columns: Columns) {
  const { callsShareColumn, callLanes } = columns;
  const outward = outwardOf(mark);
  const outermost = bracketX(mark, columns, callLanes[mark.side] - 1);
  const x = callsShareColumn ? bracketX(mark, columns, 0) - 6 * outward : outermost + 7 * outward;
  return { x, textAnchor: (mark.side === "left") === callsShareColumn ? "start" : "end" } as const;
}

/** The call's name, whose it is, and under it what went wrong; inside of all brackets or outside of them. */
function CallName({ mark, columns, y, text }: CallNameProps) {
  const { text: name, fontSize } = callNameText(
    mark.name,
    mark.who === null ? 0 : mark.who.length + 1,
    columns,
  );
  const { x, textAnchor } = nameAnchor(mark, columns);
  const first = mark.remark === null ? y + 3.5 : y - 2.5;
  return (
    <text ref={text} className="stage-call-name" textAnchor={textAnchor} fontSize={fontSize}>
      <tspan x={x} y={first}>
        {mark.who !== null && <tspan className="stage-call-who">{`${mark.who} `}</tspan>}
        {name}
      </tspan>
      {mark.remark !== null && (
        <tspan x={x} y={first + 12} className="stage-call-remark" fontSize={0.86 * fontSize}>
          {mark.remark.text}
        </tspan>
      )}
    </text>
  );
}

/** A bracket that opens towards the program; its lower end is closed once the call has returned. */
function bracket(x: number, outward: 1 | -1, y0: number, y1: number, closed: boolean): string {
  const end = closed ? `h${4 * outward}` : "";
  return `M${x + 4 * outward} ${y0.toFixed(1)}H${x}V${Math.max(y1, y0 + 1).toFixed(1)}${end}`;
}
