import { rfcSpelling, type TraceLog, transitionBetween } from "@wirestage/trace";
import { type RefObject, useRef } from "react";
import { useTranslation } from "react-i18next";
import { peering, socketKind } from "../hosts/socket-meaning.ts";
import { useSelection } from "../session/hooks.ts";
import { causeText } from "./cause-text.ts";
import { BARS_WIDTH, type Columns, NAME_START } from "./columns.ts";
import { useMoving } from "./moving-parts.ts";
import type { StateMark } from "./scene.ts";
import { stateTone } from "./state-tone.ts";
import { stickyShift } from "./sticky-names.ts";

const BAR = 7;
const LANE_STEP = 10;

function barX(mark: StateMark, { left, right }: Columns): number {
  const away = mark.lane === null ? BARS_WIDTH - 5 : 4 + Math.min(mark.lane, 1) * LANE_STEP;
  return mark.side === "left" ? left - away - (mark.lane === null ? 2 : BAR) : right + away;
}

interface StateViewProps {
  readonly mark: StateMark;
  readonly columns: Columns;
  readonly origin: number;
  readonly log: TraceLog;
}

/** A stretch of one state: a bar beside the lifeline, its name, and a thread to what caused it. */
export function StateView({ mark, columns, origin, log }: StateViewProps) {
  const { t } = useTranslation("stage");
  const bar = useRef<SVGRectElement>(null);
  const name = useRef<SVGGElement>(null);
  const selected = useSelection(
    (each) => each.selection?.kind === "socket" && each.selection.socket === mark.socket,
  );
  const select = useSelection((each) => each.select);
  const y0 = mark.y0 - origin;
  useMoving(({ y, windowTop }) => {
    const shift = stickyShift(mark, y + origin, windowTop + origin);
    name.current?.setAttribute("transform", `translate(0 ${shift.toFixed(1)})`);
    if (mark.y1 === null) bar.current?.setAttribute("height", Math.max(1, y - y0).toFixed(1));
  });
  const tone = stateTone(mark.state);
  const x = barX(mark, columns);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: lists beside the stage do the same by keyboard.
    <g
      className={`stage-state stage-${mark.side} stage-tone-${tone}${selected ? " stage-selected" : ""}`}
      onClick={() => select({ kind: "socket", socket: mark.socket })}
    >
      <title>{stateTitle(mark, t, log)}</title>
      <rect
        ref={bar}
        x={x}
        y={y0}
        width={mark.lane === null ? 2 : BAR}
        height={mark.y1 === null ? 0 : Math.max(1, mark.y1 - mark.y0)}
        rx={1.5}
      />
      {mark.lane !== null && <CauseThread mark={mark} columns={columns} x={x} y={y0} />}
      {mark.labelY !== null && (
        <StateName mark={mark} columns={columns} y={mark.labelY - origin} group={name} />
      )}
    </g>
  );
}

/** From the lifeline, where the frame arrived or the call was made, to the bar that changed because of it. */
function CauseThread({
  mark,
  columns,
  x,
  y,
}: {
  readonly mark: StateMark;
  readonly columns: Columns;
  readonly x: number;
  readonly y: number;
}) {
  const life = mark.side === "left" ? columns.left : columns.right;
  const near = mark.side === "left" ? x + BAR : x;
  const mid = (life + near) / 2;
  const shape = {
    frame: `M${mid} ${y - 3}L${mid + (mark.side === "left" ? -4 : 4)} ${y}L${mid} ${y + 3}Z`,
    call: `M${mid - 3} ${y}L${mid} ${y - 3}L${mid + 3} ${y}L${mid} ${y + 3}Z`,
    timer: `M${mid - 3} ${y}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0Z`,
    exit: `M${mid - 2.5} ${y - 2.5}h5v5h-5Z`,
    kernel: `M${mid - 2.5} ${y - 2.5}h5v5h-5Z`,
  }[mark.cause.by];
  return (
    <g>
      <line x1={life} y1={y} x2={near} y2={y} className="stage-cause-thread" />
      <path d={shape} className="stage-cause-mark" />
    </g>
  );
}

function StateName({
  mark,
  columns,
  y,
  group,
}: {
  readonly mark: StateMark;
  readonly columns: Columns;
  readonly y: number;
  readonly group: RefObject<SVGGElement | null>;
}) {
  const x = mark.side === "left" ? columns.left - NAME_START : columns.right + NAME_START;
  const { t } = useTranslation("stage");
  const peer = peering(mark);
  const second = peer === null ? rfcSpelling(mark.state) : mark.state;
  return (
    <g ref={group} textAnchor={mark.side === "left" ? "end" : "start"}>
      <text x={x} y={y - 2} className="stage-state-text" fontSize={columns.nameFont}>
        {peer === null ? mark.state : t(`datagrams.${peer}`)}
      </text>
      {(peer !== null || second !== mark.state) && (
        <text x={x} y={y + 9} fontSize={9} className="stage-rfc">
          {second}
        </text>
      )}
    </g>
  );
}

type StageText = ReturnType<typeof useTranslation<"stage">>["t"];

/** What a socket without a handshake is: Linux' word for it says too much. */
function peerTitle(mark: StateMark, t: StageText, log: TraceLog): string {
  const how = peering(mark) === "connected" ? "datagrams.connectedHow" : "datagrams.unconnectedHow";
  return [t(how, { state: mark.state }), causeText(mark.cause, t, log)].join("\n");
}

function stateTitle(mark: StateMark, t: StageText, log: TraceLog): string {
  const { before, state } = mark;
  if (peering(mark) !== null) return peerTitle(mark, t, log);
  if (socketKind(mark) !== "tcp") return [`${state} (AF_UNIX)`, causeText(mark.cause, t, log)].join("\n");
  const transition = before === null ? null : transitionBetween(before, state);
  return [
    t("state", { state, rfc: rfcSpelling(state) }),
    before !== null && t("change", { before, state }),
    transition !== null && [transition.trigger, transition.action].filter((part) => part !== "").join(" / "),
    before !== null && transition === null && t("surprise"),
    causeText(mark.cause, t, log),
  ]
    .filter((line) => line !== false)
    .join("\n");
}
