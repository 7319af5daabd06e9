export type {
  Address,
  Family,
  Host,
  How,
  Level,
  Parameters,
  Program,
  Socket,
  SocketError,
  SocketOption,
  SocketType,
} from "./interface.ts";
export { DEFAULT_PARAMETERS, PAIRS, type Pair } from "./pairs.ts";
