import { useTranslation } from "react-i18next";
import { fittingFont } from "./fitting-font.ts";
import type { CrossingLine, FlowLayout, LoopPath } from "./flow-layout.ts";
import type { FlowState } from "./flow-state.ts";
import type { FlowT } from "./step-text.ts";

function ArrowHeads() {
  return (
    <defs>
      {(["none", "underway", "done"] as const).map((status) => (
        <marker
          key={status}
          id={`flow-arrow-${status}`}
          viewBox="0 0 8 8"
          refX={7}
          refY={4}
          markerWidth={8}
          markerHeight={8}
          markerUnits="userSpaceOnUse"
          orient="auto-start-reverse"
        >
          <path d="M0 0.5L8 4L0 7.5Z" className={`flow-head-${status}`} />
        </marker>
      ))}
    </defs>
  );
}

/** Whether the program has gone this way: the step that it leads to was reached. */
function isReached({ sides }: FlowState, side: "client" | "server", name: LoopPath["loop"]["to"]): boolean {
  return (sides[side].steps.get(name)?.status ?? "none") !== "none";
}

/** Whether a loop has been gone round: its first step was reached more than once. */
function isRound({ sides }: FlowState, { side, to }: LoopPath["loop"]): boolean {
  const step = sides[side].steps.get(to);
  if (step === undefined || step.status === "none") return false;
  return step.times > 1 || (step.times === 1 && (step.status === "running" || step.status === "waiting"));
}

function loopD({ start, x, end }: LoopPath): string {
  return `M${start.x} ${start.y}H${x}V${end.y}H${end.x}`;
}

const GAP = 5;

function crossingText({ crossing }: CrossingLine, { isUnix }: FlowState, t: FlowT): string {
  return isUnix ? t("crossing.inKernel") : t(`crossing.${crossing.name}`);
}

function Crossing({ line, state }: { readonly line: CrossingLine; readonly state: FlowState }) {
  const { t } = useTranslation("flow-chart");
  const { crossing, x0, x1, y } = line;
  const status = state.crossings.get(crossing.name) ?? "none";
  const head = `url(#flow-arrow-${status})`;
  const { way } = crossing;
  const text = crossingText(line, state, t);
  return (
    <g className={`flow-crossing flow-crossing-${status}`}>
      <line
        x1={x0 + GAP}
        x2={x1 - GAP}
        y1={y}
        y2={y}
        markerStart={way === "toServer" ? undefined : head}
        markerEnd={way === "toClient" ? undefined : head}
      />
      <text x={(x0 + x1) / 2} y={y - 5} style={{ fontSize: fittingFont(text, x1 - x0) }}>
        {text}
      </text>
    </g>
  );
}

/** The kernel of the server between `listen` and `accept`, which shakes hands without either. */
function Kernel({ layout }: { readonly layout: FlowLayout }) {
  const { t } = useTranslation("flow-chart");
  const { kernel, steps } = layout;
  const accept = steps.find(({ name }) => name === "accept");
  if (!kernel || !accept) return null;
  const x = kernel.x + kernel.width / 2;
  return (
    <g className="flow-kernel">
      <title>{t("kernelHow")}</title>
      <rect {...kernel} rx={6} />
      <text x={x} y={kernel.y + kernel.height / 2 + 4}>
        {t("kernel")}
      </text>
      <line x1={x} x2={x} y1={kernel.y + kernel.height} y2={accept.y} />
    </g>
  );
}

/** Everything but the steps: their order, loops, and what crosses between the two sides. */
export function FlowArrows({ layout, state }: { readonly layout: FlowLayout; readonly state: FlowState }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of SVG takes no focus.
    <g aria-hidden="true">
      <ArrowHeads />
      {layout.lines.map(({ side, to, x, y0, y1 }) => (
        <line
          key={`${side} ${to}`}
          x1={x}
          x2={x}
          y1={y0}
          y2={y1}
          className={`flow-line flow-${side}`}
          data-reached={isReached(state, side, to) || undefined}
        />
      ))}
      {layout.loops.map((path) => {
        const { side, from, to } = path.loop;
        const round = isRound(state, path.loop);
        return (
          <path
            key={`${side} ${from} ${to}`}
            d={loopD(path)}
            className={`flow-line flow-loop flow-${side}`}
            data-reached={round || undefined}
            markerEnd={`url(#flow-arrow-${round ? "done" : "none"})`}
          />
        );
      })}
      <Kernel layout={layout} />
      {layout.crossings.map((line) => (
        <Crossing key={line.crossing.name} line={line} state={state} />
      ))}
    </g>
  );
}
