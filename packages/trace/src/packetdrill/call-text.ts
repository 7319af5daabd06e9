import { printCall, printOutcome } from "../call-text.ts";
import type { EventOf } from "../event.ts";
import type { CallOutcome, CallValue } from "../facts.ts";
import type { CallEntry } from "../state.ts";

type Entered = EventOf<"call.entered">;

function constantName(value: CallValue | undefined): string | null {
  return typeof value === "object" && value !== null && value.type === "constant" ? value.name : null;
}

/** Bytes that a value holds, as far as it is a number of them or they themselves. */
function byteCount(value: CallValue | undefined): number {
  if (typeof value === "number") return value;
  if (typeof value !== "object" || value === null) return 0;
  if (value.type === "bytes") return value.length;
  return value.type === "tuple" ? byteCount(value.items[0]) : 0;
}

function flagsOf(values: readonly CallValue[]): string {
  const names = values.map(constantName).filter((name) => name !== null);
  return names.length === 0 ? "0" : names.join("|");
}

/** Which family it is, packetdrill is told when it is started. */
function socketCall({ arguments: [family, type] }: Entered): string | null {
  if (constantName(family) === "AF_UNIX") return null;
  const name = constantName(type) ?? "SOCK_STREAM";
  return `socket(..., ${name}, ${name === "SOCK_DGRAM" ? "IPPROTO_UDP" : "IPPROTO_TCP"})`;
}

function optionArguments(fd: number, [level, option, value]: readonly CallValue[]): string | null {
  const names = [constantName(level), constantName(option)];
  if (names.includes(null)) return null;
  const number = typeof value === "boolean" ? Number(value) : value;
  return typeof number === "number" ? `setsockopt(${fd}, ${names.join(", ")}, [${number}], 4)` : null;
}

/** The system call behind a call of Python's socket module, or null where packetdrill knows none. */
function systemCall({ name, arguments: values }: Entered, fd: number): string | null {
  const [first, ...rest] = values;
  switch (name) {
    case "bind":
    case "connect":
    case "accept":
      return `${name}(${fd}, ..., ...)`;
    case "listen":
      return `listen(${fd}, ${byteCount(first)})`;
    case "send":
    case "sendall":
      return `send(${fd}, ..., ${byteCount(first)}, ${flagsOf(rest)})`;
    case "sendto":
      return `sendto(${fd}, ..., ${byteCount(first)}, 0, ..., ...)`;
    case "recv":
      return `recv(${fd}, ..., ${byteCount(first)}, ${flagsOf(rest)})`;
    case "recvfrom":
      return `recvfrom(${fd}, ..., ${byteCount(first)}, ${flagsOf(rest)}, ..., ...)`;
    case "shutdown":
      return `shutdown(${fd}, ${constantName(first) ?? "SHUT_RDWR"})`;
    case "close":
      return `close(${fd})`;
    case "setsockopt":
      return optionArguments(fd, values);
    default:
      return null;
  }
}

/** The socket that a call made, and its file descriptor. */
export function madeSocket(outcome: CallOutcome): { readonly socket: number; readonly fd: number } | null {
  const value = outcome.ok ? outcome.value : null;
  if (typeof value !== "object" || value === null) return null;
  return value.type === "socket" || value.type === "accepted" ? value : null;
}

/** What the system call returned, which Python turns into something else. */
function result({ name, arguments: values }: Entered, outcome: CallOutcome): string {
  if (!outcome.ok) return outcome.code === "timeout" ? "-1 EAGAIN" : `-1 ${outcome.code}`;
  const { value } = outcome;
  const made = madeSocket(outcome);
  if (made) return String(made.fd);
  if (name === "sendall") return String(byteCount(values[0]));
  return String(byteCount(value));
}

/** The program's own library said no, without asking the kernel. */
function isRefusal(outcome: CallOutcome): boolean {
  return !outcome.ok && outcome.errno === 0 && outcome.code !== "timeout";
}

/** A call as far as packetdrill can say it: `call` and `result` around the `=`, or as a comment. */
export type CallText =
  | { readonly is: "line"; readonly call: string; readonly result: string }
  | { readonly is: "comment"; readonly text: string };

function comment({ entered, returned }: CallEntry): CallText {
  const outcome = returned ? ` = ${printOutcome(returned.outcome)}` : " did not return";
  return { is: "comment", text: `${printCall(entered)}${outcome}` };
}

/** @param fd of the socket that the call was made on, where it is known */
export function callText(entry: CallEntry, fd: number | null): CallText {
  const { entered, returned } = entry;
  if (!returned || isRefusal(returned.outcome)) return comment(entry);
  const call = entered.name === "socket" ? socketCall(entered) : fd === null ? null : systemCall(entered, fd);
  return call === null ? comment(entry) : { is: "line", call, result: result(entered, returned.outcome) };
}
