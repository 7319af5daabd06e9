export { bytesOfBase64, printCall, printOutcome, printValue } from "./call-text.ts";
export {
  compareRuns,
  lagOfRight,
  type MatchedPoints,
  type RunComparison,
  type RunDifference,
  type Side,
} from "./compare/compare-runs.ts";
export type { SkeletonPoint, SkeletonSubject } from "./compare/skeleton.ts";
export {
  CaptureFacts,
  type EventFacts,
  type EventKind,
  type EventOf,
  type FrameEvent,
  type FrameOrigin,
  HostFacts,
  isFrameOrigin,
  TRACE_VERSION,
  TraceEvent,
} from "./event.ts";
export {
  CallNumber,
  CallOutcome,
  CallValue,
  Cause,
  Endpoint,
  FrameNumber,
  HostName,
  ProgramLimit,
  ProgramNumber,
  SocketNumber,
  SocketQueues,
  SocketTimer,
  TcpInfo,
  TcpState,
  WireActor,
} from "./facts.ts";
export {
  countedOn,
  type FrameEntry,
  type FrameFate,
  type FrameWhereabouts,
  frameAt,
  frameBytesAt,
  frameEnd,
  frameEntry,
  repeatsAt,
  startPosition,
} from "./frame-entry.ts";
export { countUntil, TraceLog } from "./log.ts";
export { packetdrillText } from "./packetdrill/packetdrill-text.ts";
export { reduce, reduceAll } from "./reduce.ts";
export { type FrameShape, FrameShapes } from "./skeleton/frame-shape.ts";
export { type FramePlace, type NamedThing, ProgressMeter } from "./skeleton/progress-meter.ts";
export {
  type CallEntry,
  EMPTY_STATE,
  type HostState,
  type ProgramState,
  type SocketState,
  type TraceState,
} from "./state.ts";
export { type Clock, NS_PER_MS, NS_PER_S, NS_PER_US, TRACE_START, TraceTime, traceTime } from "./time.ts";
export { TraceError } from "./trace-error.ts";
export { rfcSpelling, TRANSITIONS, type Transition, transitionBetween } from "./transitions.ts";
export { RuleAction, RuleId, RulePick, WireRule } from "./wire-rule.ts";
export { withoutSecrets } from "./without-secrets.ts";
