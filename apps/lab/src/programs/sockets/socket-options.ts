import { getLinger, getsockopt, type SyscallResult, setsockopt } from "@wirestage/linux";
import type { Level, Linger, SocketOption } from "@wirestage/programs";
import type { CallValue } from "@wirestage/trace";
import { shownConstant, shownTuple } from "./call-values.ts";
import { LEVELS, OPTIONS } from "./socket-numbers.ts";

/** What setsockopt takes: `struct linger` for SO_LINGER, else an int, of which a boolean is 0 or 1. */
export type OptionValue = number | boolean | Linger;
type OptionAnswer = number | Linger;

export function setOption(
  fd: number,
  level: Level,
  option: SocketOption,
  value: OptionValue,
): SyscallResult<number> {
  if (typeof value === "object") {
    const [on, seconds] = value;
    return setsockopt(fd, LEVELS[level], OPTIONS[option], { on, seconds });
  }
  return setsockopt(fd, LEVELS[level], OPTIONS[option], Number(value));
}

export function getOption(fd: number, level: Level, option: SocketOption): SyscallResult<OptionAnswer> {
  if (level !== "SOL_SOCKET" || option !== "SO_LINGER") return getsockopt(fd, LEVELS[level], OPTIONS[option]);
  const answer = getLinger(fd);
  return answer.ok ? { ok: true, value: [answer.value.on, answer.value.seconds] } : answer;
}

/** Level and option as arguments of a call. */
export function shownOption(level: Level, option: SocketOption): CallValue[] {
  return [shownConstant(level, LEVELS[level]), shownConstant(option, OPTIONS[option])];
}

/** As the kernel has it: both fields of `struct linger` are ints. */
export function shownOptionValue(value: OptionValue): CallValue {
  return typeof value === "object" ? shownTuple(Number(value[0]), value[1]) : value;
}
