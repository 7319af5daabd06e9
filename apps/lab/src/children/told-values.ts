import {
  ADDRESS_FAMILIES,
  nameOf,
  optionName,
  PROTOCOLS,
  SHUTDOWN_HOW,
  SO_LINGER,
  SOCKET_TYPES,
  SOL_SOCKET,
} from "@wirestage/linux";
import type { CallValue } from "@wirestage/trace";
import { type ItemValue, shownConstant } from "../programs/sockets/call-values.ts";
import { FLAGS, namesOf } from "../programs/sockets/socket-numbers.ts";
import type { ToldAtom, ToldItem, ToldSocket, ToldValue } from "./tracer-message.ts";

/** The number that the trace gave a socket. */
export type SocketNumbers = (cookie: string) => number | null;

/** Place of the flags among the arguments of each call that takes some. */
const FLAGS_AT: Readonly<Record<string, number>> = {
  recv: 1,
  recvfrom: 1,
  recv_into: 2,
  recvfrom_into: 2,
  send: 1,
  sendall: 1,
};
const OPTION_CALLS: ReadonlySet<string> = new Set(["setsockopt", "getsockopt"]);
/** `struct linger`: two ints. */
const LINGER_SIZE = 8;

/** The arguments of a call as the trace shows them: the kernel's numbers under their names. */
export function shownArguments(
  name: string,
  told: readonly ToldValue[],
  numberOf: SocketNumbers,
): CallValue[] {
  const at = name === "sendto" && told.length === 3 ? 1 : FLAGS_AT[name];
  return told.flatMap((value, index): CallValue[] => {
    if (typeof value === "number" && index === at) return shownFlags(value);
    return [shownArgument(name, index, value, told) ?? shownValue(value, numberOf)];
  });
}

/** What a call has answered. */
export function shownResult(
  { name, arguments: told }: { readonly name: string; readonly arguments: readonly ToldValue[] },
  value: ToldValue,
  numberOf: SocketNumbers,
): CallValue {
  if (name === "makefile") return { type: "file", mode: typeof told[0] === "string" ? told[0] : "r" };
  if (name === "accept") return shownAccepted(value, numberOf) ?? shownValue(value, numberOf);
  if (name === "getsockopt") return shownLinger(told, value) ?? shownValue(value, numberOf);
  return shownValue(value, numberOf);
}

function shownArgument(
  name: string,
  index: number,
  value: ToldValue,
  all: readonly ToldValue[],
): CallValue | null {
  if (typeof value === "number") return named(name, index, value, all);
  if (name === "setsockopt" && index === 2) return shownLinger(all, value);
  // A buffer to read into: what it held before says nothing.
  const isBuffer = name.endsWith("_into") && index === 0;
  return isBuffer && isObject(value) && "bytes" in value ? value.length : null;
}

/** The name that a number has at its place among the arguments of a call. */
function named(name: string, index: number, value: number, all: readonly ToldValue[]): CallValue | null {
  const found = nameAt(name, index, value, all);
  return found === null ? null : shownConstant(found, value);
}

function nameAt(name: string, index: number, value: number, all: readonly ToldValue[]): string | null {
  if (name === "socket") {
    const table = [ADDRESS_FAMILIES, SOCKET_TYPES, PROTOCOLS][index];
    return table ? nameOf(table, value) : null;
  }
  if (name === "shutdown") return nameOf(SHUTDOWN_HOW, value);
  if (!OPTION_CALLS.has(name)) return null;
  if (index === 0) return value === SOL_SOCKET ? "SOL_SOCKET" : nameOf(PROTOCOLS, value);
  return index === 1 && typeof all[0] === "number" ? optionName(all[0], value) : null;
}

/** Each flag by its name, and in one number what is left. */
function shownFlags(flags: number): CallValue[] {
  const names = namesOf(FLAGS).filter((name) => (flags & FLAGS[name]) !== 0);
  const rest = names.reduce((left, name) => left & ~FLAGS[name], flags);
  const shown = names.map((name) => shownConstant(name, FLAGS[name]));
  return rest === 0 ? shown : [...shown, rest];
}

/** SO_LINGER, which Python programs pack and unpack themselves. */
function shownLinger([level, option]: readonly ToldValue[], value: ToldValue): CallValue | null {
  if (level !== SOL_SOCKET || option !== SO_LINGER) return null;
  if (!isObject(value) || !("bytes" in value) || value.length !== LINGER_SIZE) return null;
  const octets = Buffer.from(value.bytes, "hex");
  return { type: "tuple", items: [octets.readInt32LE(0), octets.readInt32LE(4)] };
}

function shownAccepted(value: ToldValue, numberOf: SocketNumbers): CallValue | null {
  if (!isObject(value) || !("tuple" in value)) return null;
  const [made, peer] = value.tuple;
  const address = peer === undefined ? null : shownItem(peer, numberOf);
  if (!isObject(made) || !("socket" in made) || !made.socket) return null;
  if (!isObject(address) || address.type !== "address") return null;
  const { fd, cookie } = made.socket;
  return {
    type: "accepted",
    socket: numberOf(cookie) ?? 0,
    fd,
    address: address.address,
    port: address.port,
  };
}

function shownValue(value: ToldValue, numberOf: SocketNumbers): CallValue {
  if (!isObject(value) || !("tuple" in value)) return shownAtom(value, numberOf);
  const items = value.tuple.map((item) => shownItem(item, numberOf));
  return addressOf(value.tuple) ?? { type: "tuple", items };
}

function shownItem(item: ToldItem, numberOf: SocketNumbers): ItemValue {
  if (!isObject(item) || !("tuple" in item)) return shownAtom(item, numberOf);
  return addressOf(item.tuple) ?? `(${item.tuple.map((each) => String(each)).join(", ")})`;
}

/** Python's addresses of IPv4, `(host, port)`, and of IPv6, which have flow and scope as well. */
function addressOf(tuple: readonly ToldItem[]): Extract<ItemValue, { type: "address" }> | null {
  const [address, port, ...rest] = tuple;
  if (typeof address !== "string" || typeof port !== "number" || !Number.isInteger(port)) return null;
  if (rest.length !== 0 && rest.length !== 2) return null;
  return { type: "address", address, port };
}

function shownAtom(value: ToldAtom, numberOf: SocketNumbers): ItemValue {
  if (!isObject(value)) return value;
  if ("bytes" in value) {
    return {
      type: "bytes",
      base64: Buffer.from(value.bytes, "hex").toString("base64"),
      length: value.length,
    };
  }
  return value.socket ? shownSocket(value.socket, numberOf) : "<closed socket>";
}

function shownSocket({ fd, cookie }: ToldSocket, numberOf: SocketNumbers): ItemValue {
  return { type: "socket", socket: numberOf(cookie) ?? 0, fd };
}

function isObject<T>(value: T): value is Extract<T, object> {
  return typeof value === "object" && value !== null;
}
