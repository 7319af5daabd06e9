import type { TFunction } from "i18next";
import { type FlowSide, PLANS, type StepName } from "./flow-plan.ts";
import type { FlowState, StepState } from "./flow-state.ts";

export type FlowT = TFunction<"flow-chart">;

/** One step of one side. */
export interface StepPlace {
  readonly side: FlowSide;
  readonly name: StepName;
}

export function statusText(step: StepState, t: FlowT): string {
  switch (step.status) {
    case "none":
      return t("status.none");
    case "done":
      return t("status.done", { count: step.times });
    case "failed":
      return t("status.failed", { code: step.code });
    case "running":
    case "waiting":
    case "stopped":
      return t(`status.${step.status}`);
    default:
      return step satisfies never;
  }
}

/** What stands in a step's box beside its name: few signs, as there is little room. */
export function statusSign(step: StepState): string {
  switch (step.status) {
    case "none":
      return "";
    case "done":
      return step.times > 1 ? `✓${step.times}` : "✓";
    case "running":
      return "▸";
    case "waiting":
      return "…";
    case "stopped":
      return "■";
    case "failed":
      return "✕";
    default:
      return step satisfies never;
  }
}

/** What a step does, for who looks at it; empty for a step that the flow does not have. */
export function howText(flow: FlowState["flow"], { side, name }: StepPlace, t: FlowT): string {
  const texts: Readonly<Partial<Record<StepName, string>>> = t(`how.${flow}.${side}`, {
    returnObjects: true,
  });
  return texts[name] ?? "";
}

/** A step that runs comes before one that waits, and this before all others; among equals the newest call. */
function urgency(step: StepState): number {
  switch (step.status) {
    case "running":
      return 2;
    case "waiting":
      return 1;
    case "none":
    case "done":
    case "failed":
    case "stopped":
      return 0;
    default:
      return step satisfies never;
  }
}

/** The step that a program is in, or where neither is in one the last that was made; null before the first. */
export function currentStep({ sides, flow }: FlowState): StepPlace | null {
  const reached = (["server", "client"] as const).flatMap((side) =>
    PLANS[flow].steps[side].flatMap(({ name }) => {
      const step = sides[side].steps.get(name) ?? { status: "none" };
      return step.status === "none" ? [] : [{ side, name, rank: urgency(step), call: step.call }];
    }),
  );
  const [first] = reached.toSorted((a, b) => b.rank - a.rank || b.call - a.call);
  return first ? { side: first.side, name: first.name } : null;
}
