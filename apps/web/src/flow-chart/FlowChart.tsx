import "./flow-chart.css";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLog, useTraceState } from "../session/hooks.ts";
import { useIsCapture } from "../session/use-is-capture.ts";
import { useIsOver } from "../session/use-is-over.ts";
import { useSize } from "../stage/use-size.ts";
import { FlowArrows } from "./FlowArrows.tsx";
import { FlowStepView } from "./FlowStepView.tsx";
import { stepAfterKey } from "./flow-keys.ts";
import { type FlowLayout, flowLayout } from "./flow-layout.ts";
import { type Flow, type FlowSide, PLANS } from "./flow-plan.ts";
import { type FlowState, flowOfNewest, flowState } from "./flow-state.ts";
import { currentStep, howText, type StepPlace, statusText } from "./step-text.ts";

const FLOWS = ["tcp", "udp"] as const;

/** The flow of the newest program, until a person wants to see the other one. */
function useFlow(newest: Flow | null): { flow: Flow; choose: (flow: Flow) => void } {
  const [seen, setSeen] = useState(newest);
  const [wanted, setWanted] = useState<Flow | null>(null);
  if (newest !== seen) {
    setSeen(newest);
    setWanted(null);
  }
  return { flow: wanted ?? newest ?? "tcp", choose: setWanted };
}

function FlowSwitch({ flow, onFlow }: { readonly flow: Flow; readonly onFlow: (flow: Flow) => void }) {
  const { t } = useTranslation("flow-chart");
  return (
    <fieldset className="flow-switch">
      <legend className="sr-only">{t("flow")}</legend>
      {FLOWS.map((each) => (
        <button key={each} type="button" aria-pressed={each === flow} onClick={() => onFlow(each)}>
          {t(each)}
        </button>
      ))}
    </fieldset>
  );
}

function SideName({ side, layout, state }: { side: FlowSide; layout: FlowLayout; state: FlowState }) {
  const { t } = useTranslation("flow-chart");
  const box = layout.steps.find((step) => step.side === side);
  const isThere = state.sides[side].program !== null;
  if (!box) return null;
  return (
    <text x={box.x + box.width / 2} y={15} className={`flow-side flow-${side}`}>
      {isThere ? t(`side.${side}`) : `${t(`side.${side}`)} · ${t("noProgram")}`}
    </text>
  );
}

function sameStep(a: StepPlace | null, b: StepPlace): boolean {
  return a?.side === b.side && a.name === b.name;
}

interface DrawingProps {
  readonly state: FlowState;
  readonly layout: FlowLayout;
  readonly onLook: (place: StepPlace | null) => void;
}

/** Keeps the step that a program is in within the window, where the chart is higher than that. */
function useCurrentInView(state: FlowState) {
  const drawing = useRef<SVGSVGElement>(null);
  const current = currentStep(state);
  const key = current && `${current.side} ${current.name}`;
  useEffect(() => {
    drawing.current?.querySelector(`[data-step="${key}"]`)?.scrollIntoView({ block: "nearest" });
  }, [key]);
  return drawing;
}

/** The chart itself; its steps are one stop of the Tab key, and the arrow keys go from one to the next. */
function Drawing({ state, layout, onLook }: DrawingProps) {
  const { t } = useTranslation("flow-chart");
  const [wanted, setWanted] = useState<StepPlace | null>(null);
  const mustFocus = useRef(false);
  const element = useRef<SVGGElement>(null);
  const drawing = useCurrentInView(state);
  const first = layout.steps.find(({ side }) => side === "server") ?? null;
  const isDrawn = wanted !== null && layout.steps.some((box) => sameStep(wanted, box));
  const focusable = isDrawn ? wanted : first;
  useEffect(() => {
    if (!mustFocus.current || focusable === null) return;
    mustFocus.current = false;
    element.current?.focus();
  }, [focusable]);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = focusable && stepAfterKey(event.key, focusable, layout);
    if (!next || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    mustFocus.current = true;
    setWanted({ side: next.side, name: next.name });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing with buttons in it.
    <svg
      ref={drawing}
      role="group"
      aria-label={t("chart", { flow: t(state.flow) })}
      className="flow-drawing"
      width={layout.width}
      height={layout.height}
      onKeyDown={onKeyDown}
    >
      <SideName side="client" layout={layout} state={state} />
      <SideName side="server" layout={layout} state={state} />
      <FlowArrows layout={layout} state={state} />
      {layout.steps.map((box) => {
        const isFocusable = sameStep(focusable, box);
        return (
          <FlowStepView
            key={`${box.side} ${box.name}`}
            box={box}
            step={state.sides[box.side].steps.get(box.name) ?? { status: "none" }}
            focusable={isFocusable}
            element={isFocusable ? element : null}
            onFocus={() => setWanted({ side: box.side, name: box.name })}
            onLook={onLook}
          />
        );
      })}
    </svg>
  );
}

/** In words: what a step does and how it stands; of the one looked at, else of the one that a program is in. */
function Words({ state, looked }: { readonly state: FlowState; readonly looked: StepPlace | null }) {
  const { t } = useTranslation("flow-chart");
  const place = looked ?? currentStep(state);
  const step = place && state.sides[place.side].steps.get(place.name);
  const isEmpty = state.sides.client.program === null && state.sides.server.program === null;
  if (!place || !step) return <p className="flow-words">{isEmpty && t("nothing")}</p>;
  return (
    <div className="flow-words">
      <p className={`flow-words-name flow-${place.side}`}>
        {t(`side.${place.side}`)} · <code>{place.name}()</code>
      </p>
      <p className="flow-words-status">{statusText(step, t)}</p>
      <p>{howText(state.flow, place, t)}</p>
    </div>
  );
}

/** For those who do not see the arrows. */
function Crossed({ state }: { readonly state: FlowState }) {
  const { t } = useTranslation("flow-chart");
  return (
    <ul className="sr-only" aria-label={t("crossed.label")}>
      {[...state.crossings].map(([name, status]) => (
        <li key={name}>{t(`crossed.${name}`, { status: t(`crossed.${status}`) })}</li>
      ))}
    </ul>
  );
}

/** Client and server side by side as in every textbook, lit by the calls of the newest ones; a capture has no calls. */
export function FlowChart() {
  const { t } = useTranslation("flow-chart");
  if (!useIsCapture()) return <Chart />;
  return (
    <section aria-label={t("title")} className="bg-surface p-4">
      <p className="text-sm text-text-2">{t("capture")}</p>
    </section>
  );
}

function Chart() {
  const { t } = useTranslation("flow-chart");
  const log = useLog();
  const state = useTraceState();
  const { flow, choose } = useFlow(flowOfNewest(log, state));
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const [looked, setLooked] = useState<StepPlace | null>(null);
  const now = flowState(flow, log, state, useIsOver());
  return (
    <section aria-label={t("title")} className="flow-chart">
      <div className="flow-body">
        <div ref={box} className="flow-paper">
          {width > 0 && (
            <Drawing state={now} layout={flowLayout(PLANS[flow], width, height)} onLook={setLooked} />
          )}
        </div>
        <aside className="flow-aside">
          <FlowSwitch flow={flow} onFlow={choose} />
          <Words state={now} looked={looked} />
          <Crossed state={now} />
        </aside>
      </div>
    </section>
  );
}
