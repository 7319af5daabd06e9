import type { ProgramState, TraceLog, TraceState, TraceTime } from "@wirestage/trace";
import { enteredWithin, type FlowIndex, flowIndex } from "./flow-index.ts";
import { type Flow, type FlowCrossing, type FlowSide, PLANS, type StepName } from "./flow-plan.ts";

/**
 * What has become of a step. `stopped`: its program ended inside of the call. All but `none` tell of the newest call; the
 * one before it may have gone otherwise.
 */
export type StepState =
  | { readonly status: "none" }
  | {
      readonly status: "done" | "stopped";
      /** How often it returned. */
      readonly times: number;
      readonly call: number;
    }
  | { readonly status: "failed"; readonly times: number; readonly call: number; readonly code: string }
  | {
      readonly status: "running" | "waiting";
      readonly times: number;
      readonly call: number;
      readonly since: TraceTime;
    };

export interface SideState {
  /** The newest program of this side; null while there was none. */
  readonly program: ProgramState | null;
  readonly steps: ReadonlyMap<StepName, StepState>;
}

export type CrossingStatus = "none" | "underway" | "done";

export interface FlowState {
  readonly flow: Flow;
  /** Both ends are in one kernel, and no frame tells of what crosses. */
  readonly isUnix: boolean;
  readonly sides: Readonly<Record<FlowSide, SideState>>;
  readonly crossings: ReadonlyMap<FlowCrossing["name"], CrossingStatus>;
}

function newest(state: TraceState, side: FlowSide): ProgramState | null {
  return [...state.programs.values()].findLast(({ started }) => started.role === side) ?? null;
}

function stepState(
  calls: readonly number[],
  program: ProgramState,
  log: TraceLog,
  { next }: TraceState,
  isOver: boolean,
): StepState {
  const entered = enteredWithin(calls, log, next);
  const call = calls[entered - 1];
  const entry = call === undefined ? undefined : log.calls[call - 1];
  if (call === undefined || !entry) return { status: "none" };
  const { returned, blocked } = entry;
  if (returned === null || returned.seq >= next) {
    const facts = { times: entered - 1, call };
    if (program.ended !== null || isOver) return { status: "stopped", ...facts };
    const isBlocked = blocked !== null && blocked.seq < next;
    return { status: isBlocked ? "waiting" : "running", ...facts, since: entry.entered.t };
  }
  const facts = { times: entered, call };
  return returned.outcome.ok
    ? { status: "done", ...facts }
    : { status: "failed", ...facts, code: returned.outcome.code };
}

function sideState(
  side: FlowSide,
  flow: Flow,
  log: TraceLog,
  state: TraceState,
  index: FlowIndex,
  isOver: boolean,
): SideState {
  const program = newest(state, side);
  const isDrawn = program !== null && (index.flowOf(program.started.program) ?? flow) === flow;
  const steps = new Map(
    PLANS[flow].steps[side].map(({ name }) => {
      const calls = isDrawn ? index.calls(program.started.program, name) : [];
      return [name, isDrawn ? stepState(calls, program, log, state, isOver) : ({ status: "none" } as const)];
    }),
  );
  return { program: isDrawn ? program : null, steps };
}

/** The flow of the newest program that has made a socket; null where none has. */
export function flowOfNewest(log: TraceLog, state: TraceState): Flow | null {
  const index = flowIndex(log);
  const sides = (["client", "server"] as const).map((side) => newest(state, side));
  const programs = sides.filter((program) => program !== null).sort((a, b) => b.started.seq - a.started.seq);
  for (const { started } of programs) {
    const flow = index.flowOf(started.program);
    const sockets = index.calls(started.program, "socket");
    if (flow !== null && enteredWithin(sockets, log, state.next) > 0) return flow;
  }
  return null;
}

/** Whether the step has returned at least once. */
function isDone({ steps }: SideState, ...names: readonly StepName[]): boolean {
  return names.some((name) => {
    const step = steps.get(name);
    return step !== undefined && step.status !== "none" && step.times > 0;
  });
}

/** Between two sockets of one kernel: what the calls at its far end tell. */
function crossedInKernel(name: FlowCrossing["name"], { client, server }: FlowState["sides"]): boolean {
  switch (name) {
    case "handshake":
      return isDone(client, "connect");
    case "request":
      return isDone(server, "recv", "recvfrom");
    case "reply":
      return isDone(client, "recv", "recvfrom");
    case "end":
      return isDone(client, "close") && isDone(server, "close");
    default:
      return name satisfies never;
  }
}

function crossedOnWire(
  name: FlowCrossing["name"],
  index: FlowIndex,
  state: TraceState,
  from: number,
): CrossingStatus {
  for (const frame of state.onWire.keys()) if (index.crossingOf(frame) === name) return "underway";
  return index.hasArrived(name, from, state.next) ? "done" : "none";
}

/**
 * What of a flow has happened in `state`, a state of `log`.
 * @param isOver whether the lab had ended by then
 */
export function flowState(flow: Flow, log: TraceLog, state: TraceState, isOver: boolean): FlowState {
  const index = flowIndex(log);
  const side = (name: FlowSide) => sideState(name, flow, log, state, index, isOver);
  const sides = { client: side("client"), server: side("server") };
  const program = sides.client.program ?? sides.server.program;
  const isUnix = program !== null && index.isUnix(program.started.program);
  const from = program?.started.seq ?? state.next;
  const statusOf = (name: FlowCrossing["name"]): CrossingStatus => {
    if (isUnix) return crossedInKernel(name, sides) ? "done" : "none";
    return crossedOnWire(name, index, state, from);
  };
  const crossings = new Map(PLANS[flow].crossings.map(({ name }) => [name, statusOf(name)] as const));
  return { flow, isUnix, sides, crossings };
}
