import type { SocketState } from "@wirestage/trace";
import { type ArrangedArgument, arranged } from "./arrangement.ts";
import { addressOn } from "./check-address.ts";
import { calleeOf, type Deed } from "./deed.ts";
import { isBound, isLoopback, isWildcard } from "./host-address.ts";
import { type Place, type Problem, type WarningCode, warningAt } from "./problem.ts";
import { type KnownHost, knownAs } from "./scope.ts";

interface Goal {
  readonly host: string;
  readonly port: number;
  readonly place: Place;
}

function goalOf(argument: ArrangedArgument | undefined): Goal | null {
  if (argument?.value.kind !== "tuple") return null;
  const [host, port] = argument.value.items;
  if (host?.kind !== "string" || port?.kind !== "number") return null;
  return { host: host.value, port: port.value, place: argument.value };
}

function warn(
  place: Place,
  code: WarningCode,
  facts: Readonly<Record<string, string | number>>,
): readonly Problem[] {
  return [warningAt(place, code, { facts })];
}

function ownHost({ scope }: Deed): KnownHost | undefined {
  return scope.hosts.find((host) => host.name === scope.host);
}

function ownAddress(deed: Deed): string | null {
  const own = ownHost(deed);
  return own ? addressOn(own, deed.socket.family) : null;
}

function covers(socket: SocketState, host: string): boolean {
  return isWildcard(socket.local.address) || isWildcard(host) || socket.local.address === host;
}

/** TIME_WAIT is left out: whether it is in the way is what SO_REUSEADDR is about. */
function isInTheWay(other: SocketState, { socket, scope }: Deed, goal: Goal): boolean {
  return (
    other.host === scope.host &&
    other.type === socket.type &&
    other.family === socket.family &&
    other.local.port === goal.port &&
    covers(other, goal.host) &&
    (other.type === "SOCK_DGRAM" || other.state === "LISTEN")
  );
}

function isEmptyPath(argument: ArrangedArgument | undefined): boolean {
  return argument?.value.kind === "string" && argument.value.value === "";
}

/** In the kernel's order (inet_bind): whether the address is this host's, whether the socket is bound, then the port. */
function bindWarnings(deed: Deed, seen: SocketState): readonly Problem[] {
  const { socket, scope } = deed;
  const bound = isBound(seen) ? warn(calleeOf(deed.tree), "already_bound", { errno: "EINVAL" }) : [];
  // What an empty path does (unix(7): autobind) depends on more than is seen.
  if (isEmptyPath(addressArgument(deed))) return [];
  const goal = goalOf(addressArgument(deed));
  if (!goal) return bound;
  const own = ownAddress(deed);
  const isOwn = isWildcard(goal.host) || isLoopback(goal.host) || goal.host === own;
  if (!isOwn && own !== null)
    return warn(goal.place, "foreign_address", { host: goal.host, own, errno: "EADDRNOTAVAIL" });
  if (bound.length > 0) return bound;
  const isTaken = goal.port !== 0 && scope.sockets.some((other) => isInTheWay(other, deed, goal));
  return isTaken && socket.family !== "AF_UNIX"
    ? warn(goal.place, "port_in_use", { port: goal.port, errno: "EADDRINUSE" })
    : [];
}

function addressArgument({ tree, method }: Deed): ArrangedArgument | undefined {
  return arranged(tree, method).arguments.find(({ parameter }) => parameter.kind === "address");
}

/** The host that an address leads to; loopback and wildcard lead back to where one is. */
function reachedHost(deed: Deed, goal: Goal): KnownHost | undefined {
  if (isLoopback(goal.host) || isWildcard(goal.host)) return ownHost(deed);
  return deed.scope.hosts.find((host) => addressOn(host, deed.socket.family) === goal.host);
}

/** Hosts of a lab have one network each, and no way out of it. */
function isOffTheLink(deed: Deed, goal: Goal): boolean {
  const own = ownAddress(deed);
  if (deed.socket.family !== "AF_INET" || own === null || isLoopback(goal.host) || isWildcard(goal.host))
    return false;
  const network = (address: string) => address.split(".").slice(0, 3).join(".");
  return network(own) !== network(goal.host);
}

function isServed(deed: Deed, goal: Goal, at: KnownHost): boolean {
  const wantsListener = deed.socket.type === "SOCK_STREAM";
  return deed.scope.sockets.some(
    (other) =>
      other.host === at.name &&
      other.type === deed.socket.type &&
      other.local.port === goal.port &&
      covers(other, goal.host) &&
      (!wantsListener || other.state === "LISTEN"),
  );
}

/** Somebody must be there to connect to. */
function reachWarnings(deed: Deed): readonly Problem[] {
  const goal = goalOf(addressArgument(deed));
  if (!goal) return [];
  if (isOffTheLink(deed, goal))
    return warn(goal.place, "no_route", { host: goal.host, errno: "ENETUNREACH" });
  const at = reachedHost(deed, goal);
  if (!at || isServed(deed, goal, at)) return [];
  const other = deed.scope.hosts.find((host) => host.name !== deed.scope.host);
  const elsewhere = other && addressOn(other, deed.socket.family);
  if (at.name === deed.scope.host && elsewhere && isLoopback(goal.host))
    return warn(goal.place, "own_loopback", { host: goal.host, other: elsewhere });
  const facts = { host: at.name, port: goal.port };
  return deed.socket.type === "SOCK_STREAM"
    ? warn(goal.place, "nobody_listens", { ...facts, errno: "ECONNREFUSED" })
    : warn(goal.place, "nobody_there", facts);
}

function connectWarnings(deed: Deed, seen: SocketState): readonly Problem[] {
  const isTaken = deed.socket.type === "SOCK_STREAM" && seen.state !== "CLOSE" && seen.state !== "SYN_SENT";
  if (isTaken) return warn(calleeOf(deed.tree), "already_connected", { state: seen.state, errno: "EISCONN" });
  return deed.socket.family === "AF_UNIX" ? [] : reachWarnings(deed);
}

/** Of sockets with addresses; what AF_UNIX does when it is not connected differs. */
function isConnected(seen: SocketState): boolean {
  return seen.type === "SOCK_DGRAM"
    ? seen.remote.port !== 0
    : seen.state !== "CLOSE" && seen.state !== "LISTEN";
}

function sendWarnings(deed: Deed, seen: SocketState): readonly Problem[] {
  const isStream = deed.socket.type === "SOCK_STREAM";
  const [data] = deed.tree.arguments;
  if (!isConnected(seen) && deed.socket.family !== "AF_UNIX") {
    return isStream
      ? warn(calleeOf(deed.tree), "not_connected", { method: deed.method.name, errno: "EPIPE" })
      : warn(calleeOf(deed.tree), "no_destination", { errno: "EDESTADDRREQ" });
  }
  const isEmpty = data?.value.kind === "bytes" && data.value.value.length === 0;
  return isStream && isEmpty ? warn(data.value, "nothing_sent", {}) : [];
}

/** What UDP can carry over each: 65 535 bytes less its header and, of IPv4, whose length counts it, IP's (RFC 768, 791). */
const MOST_IN_DATAGRAM = { AF_INET: 65_507, AF_INET6: 65_527 } as const;

/** The length of what is to be sent, in bytes; null where it is not known. */
function dataLength({ tree, scope }: Deed): number | null {
  const value = tree.arguments[0]?.value;
  if (value?.kind === "bytes") return value.value.length * value.times;
  const known = value?.kind === "name" ? knownAs(scope, value.name) : null;
  return known?.kind === "bytes" ? known.length : null;
}

function lengthWarnings(deed: Deed): readonly Problem[] {
  const { family, type } = deed.socket;
  const [data] = deed.tree.arguments;
  const length = dataLength(deed);
  if (type !== "SOCK_DGRAM" || family === "AF_UNIX" || !data || length === null) return [];
  const most = MOST_IN_DATAGRAM[family];
  if (length <= most) return [];
  return warn(data.value, "datagram_too_long", { length, most, errno: "EMSGSIZE" });
}

/** A stream whose end was told (a RST, say) is in CLOSE as well, and reads as ended: tcp_recvmsg of Linux. */
function mayHaveEnded({ state, kind }: SocketState): boolean {
  return state === "CLOSE" && kind !== "socket.opened";
}

function receiveWarnings(deed: Deed, seen: SocketState): readonly Problem[] {
  if (deed.socket.family === "AF_UNIX") return [];
  if (deed.socket.type === "SOCK_STREAM")
    return isConnected(seen) || mayHaveEnded(seen)
      ? []
      : warn(calleeOf(deed.tree), "not_connected", { method: deed.method.name, errno: "ENOTCONN" });
  return isBound(seen) ? [] : warn(calleeOf(deed.tree), "nobody_can_reach", {});
}

/** What the state of a socket, as the kernel last told of it, lets one expect of a call. */
export function connectionWarnings(deed: Deed): readonly Problem[] {
  const { seen } = deed.socket;
  if (!seen) return [];
  switch (deed.method.name) {
    case "bind":
      return bindWarnings(deed, seen);
    case "listen":
      return isConnected(seen)
        ? warn(calleeOf(deed.tree), "already_connected", { state: seen.state, errno: "EINVAL" })
        : [];
    case "accept":
      return seen.state === "LISTEN" ? [] : warn(calleeOf(deed.tree), "not_listening", { errno: "EINVAL" });
    case "connect":
    case "connect_ex":
      return connectWarnings(deed, seen);
    case "send":
    case "sendall":
      return [...sendWarnings(deed, seen), ...lengthWarnings(deed)];
    case "sendto":
      return [...lengthWarnings(deed), ...reachWarnings(deed)];
    case "recv":
    case "recvfrom":
      return receiveWarnings(deed, seen);
    case "getpeername":
    case "shutdown":
      return isConnected(seen) || deed.socket.family === "AF_UNIX"
        ? []
        : warn(calleeOf(deed.tree), "not_connected", { method: deed.method.name, errno: "ENOTCONN" });
    default:
      return [];
  }
}
