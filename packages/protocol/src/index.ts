export { AgainScript, AgainStep, StoryPoint } from "./again/script.ts";
export { type NoScript, type ScriptAnswer, scriptOf } from "./again/script-of.ts";
export {
  Command,
  type CommandInput,
  ConsoleName,
  ConsoleStatement,
  ConsoleValue,
  DEFAULT_PACE_MS,
  InputLine,
  Language,
  MAX_DELAY_NS,
  PaceMs,
  RunName,
  RunParameters,
  RunRole,
} from "./command.ts";
export {
  AGREEING_BYTES,
  COMPARED_BYTES,
  ComparisonMethod,
  ComparisonTiming,
  TimedMethod,
} from "./comparison-timing.ts";
export { FoundPython, FromLab, ToLab } from "./control.ts";
export { closeCode, ERRORS, ErrorBody, type ErrorCode } from "./error.ts";
export {
  CommandLimit,
  type ExecPlaces,
  execDirectories,
  execSocketName,
  FromExec,
  OpenLab,
  RunningProgram,
  ToExec,
} from "./exec.ts";
export {
  Health,
  LabStatus,
  OpenLabBody,
  type OpenLabInput,
  OpenLabRequest,
  OpenLabResponse,
  ParameterFacts,
  ProgramList,
  ProgramPair,
  PythonFacts,
  TracePage,
} from "./http.ts";
export { LIMITS } from "./limits.ts";
export { ClientMessage, type ClientMessageInput, ServerMessage } from "./live.ts";
export { PRESETS, PresetName, type WirePreset } from "./presets.ts";
export {
  Keeping,
  KeepingProblem,
  KeptRecording,
  OwnerKey,
  RecordingId,
  RecordingList,
  RecordingName,
  RenameRecording,
} from "./recordings.ts";
