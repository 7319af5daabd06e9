export type {
  Address,
  DigestName,
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
export { folderOf, PAIRS, type Pair, type Text } from "./pairs.ts";
export {
  type ParameterValue,
  parametersOf,
  type SourceLanguage,
  type SourceParameter,
  withParameters,
} from "./parameters.ts";
export { type DifferenceRow, type SourceLine, sourceDifference } from "./source-difference.ts";
export { type Step, stepsOf } from "./steps.ts";
