import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useSelection } from "../session/hooks.ts";
import { BARS_WIDTH, BRACKET_GAP, type Columns } from "./columns.ts";
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

/** A call as a bracket at the stage's outer side; one that waits is an open bar that grows until it returns. */
export function CallView({ mark, passing, columns, origin }: CallViewProps) {
  const { t } = useTranslation("stage");
  const bar = useRef<SVGPathElement>(null);
  const name = useRef<SVGTextElement>(null);
  const selected = useSelection(
    (each) => each.selection?.kind === "call" && each.selection.call === mark.call,
  );
  const select = useSelection((each) => each.select);
  const outward = mark.side === "left" ? -1 : 1;
  const edge = BARS_WIDTH + columns.stateWidth + BRACKET_GAP;
  const x = mark.side === "left" ? columns.left - edge : columns.right + edge;
  const y0 = mark.y0 - origin;
  const isOpen = mark.y1 === null;
  useMoving(({ y, windowTop }) => {
    const covered = isCovered(mark, passing, y + origin, windowTop + origin);
    name.current?.setAttribute("visibility", covered ? "hidden" : "visible");
    if (isOpen) bar.current?.setAttribute("d", bracket(x, outward, y0, Math.max(y0, y), false));
  });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: lists beside the stage do the same by keyboard.
    <g
      className={`stage-call stage-${mark.side}${isOpen ? " stage-open" : ""}${selected ? " stage-selected" : ""}`}
      onClick={() => select({ kind: "call", call: mark.call })}
    >
      <title>{isOpen ? t("waiting", { call: mark.text }) : mark.text}</title>
      <path
        ref={bar}
        className="stage-bracket"
        d={bracket(x, outward, y0, mark.y1 === null ? y0 : mark.y1 - origin, !isOpen)}
      />
      {mark.labelY !== null && (
        <text
          ref={name}
          className="stage-call-name"
          x={columns.callsShareColumn ? x - 6 * outward : x + 7 * outward}
          y={mark.labelY - origin + 3.5}
          textAnchor={(mark.side === "left") === columns.callsShareColumn ? "start" : "end"}
          fontSize={columns.nameFont - 0.5}
        >
          {`${mark.name}()`}
        </text>
      )}
    </g>
  );
}

/** A bracket that opens towards the program; its lower end is closed once the call has returned. */
function bracket(x: number, outward: 1 | -1, y0: number, y1: number, closed: boolean): string {
  const end = closed ? `h${4 * outward}` : "";
  return `M${x + 4 * outward} ${y0.toFixed(1)}H${x}V${Math.max(y1, y0 + 1).toFixed(1)}${end}`;
}
