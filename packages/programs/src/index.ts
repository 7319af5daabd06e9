export type {
  Address,
  Family,
  Host,
  How,
  Level,
  Linger,
  MessageFlag,
  Program,
  Socket,
  SocketError,
  SocketFile,
  SocketOption,
  SocketType,
} from "./interface.ts";
export { type Pair, PAIRS, type Text } from "./pairs.ts";
export {
  type ParameterValue,
  parametersOf,
  type SourceLanguage,
  type SourceParameter,
  withParameters,
} from "./parameters.ts";
export { type Step, stepsOf } from "./steps.ts";
