import type { KeyboardEvent, RefObject } from "react";
import { useTranslation } from "react-i18next";
import { useSelection } from "../session/hooks.ts";
import type { StepBox } from "./flow-layout.ts";
import type { StepState } from "./flow-state.ts";
import { type StepPlace, statusSign, statusText } from "./step-text.ts";

interface FlowStepViewProps {
  readonly box: StepBox;
  readonly step: StepState;
  /** Whether the Tab key stops here. */
  readonly focusable: boolean;
  readonly element: RefObject<SVGGElement | null> | null;
  readonly onFocus: () => void;
  /** Told of the step that is pointed at or has the focus, and when no longer. */
  readonly onLook: (place: StepPlace | null) => void;
}

/** One step as a button: its name and what has become of it. Pressed it selects its newest call. */
export function FlowStepView({ box, step, focusable, element, onFocus, onLook }: FlowStepViewProps) {
  const { t } = useTranslation("flow-chart");
  const call = step.status === "none" ? null : step.call;
  const selected = useSelection(
    ({ selection }) => call !== null && selection?.kind === "call" && selection.call === call,
  );
  const select = useSelection((store) => store.select);
  const { side, name, x, y, width, height } = box;
  const place = { side, name };
  const press = () => {
    if (call !== null) select({ kind: "call", call });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    press();
  };
  const label = { side: t(`side.${side}`), call: `${name}()`, status: statusText(step, t) };
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button of its own.
    <g
      ref={element}
      role="button"
      tabIndex={focusable ? 0 : -1}
      aria-label={t("step", label)}
      aria-pressed={selected}
      data-step={`${side} ${name}`}
      data-status={step.status}
      className={`flow-step flow-${side}`}
      transform={`translate(${x} ${y})`}
      onClick={press}
      onKeyDown={onKeyDown}
      onFocus={() => {
        onFocus();
        onLook(place);
      }}
      onBlur={() => onLook(null)}
      onMouseEnter={() => onLook(place)}
      onMouseLeave={() => onLook(null)}
    >
      <rect width={width} height={height} rx={6} className="flow-box" />
      <text x={10} y={height / 2 + 4} className="flow-name">
        {`${name}()`}
      </text>
      <text x={width - 8} y={height / 2 + 4} className="flow-sign">
        {step.status === "failed" && width > 150 ? step.code : statusSign(step)}
      </text>
    </g>
  );
}
