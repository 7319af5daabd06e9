import type { SocketState } from "@wirestage/trace";
import { isBound } from "./host-address.ts";
import type { ConsoleMethod } from "./method.ts";
import { methodsOf } from "./methods.ts";
import type { KnownSocket, KnownValue, Scope } from "./scope.ts";

const OVER = ["close"];
const TO_SERVE = ["bind", "connect"];
const TO_ASK = ["connect", "bind"];
const TALK = ["sendall", "recv", "shutdown", "close"];

/** What is usually done next to a stream socket in this state. */
function afterState(seen: SocketState, scope: Scope): readonly string[] {
  switch (seen.state) {
    case "CLOSE":
      return isBound(seen) ? ["listen", "connect"] : firstSteps(scope);
    case "LISTEN":
      return ["accept"];
    case "CLOSE_WAIT":
      return ["recv", "close", "sendall"];
    case "ESTABLISHED":
    case "SYN_SENT":
    case "SYN_RECV":
      return TALK;
    case "FIN_WAIT1":
    case "FIN_WAIT2":
      return ["recv", "close"];
    case "CLOSING":
    case "LAST_ACK":
    case "TIME_WAIT":
      return OVER;
    default:
      return seen.state satisfies never;
  }
}

/** A client, and whoever finds a listener at the other host, asks; the others serve. */
function firstSteps({ host, sockets }: Scope): readonly string[] {
  const isServedElsewhere = sockets.some((other) => other.host !== host && other.state === "LISTEN");
  return host === "client" || isServedElsewhere ? TO_ASK : TO_SERVE;
}

function datagramSteps(seen: SocketState | null, { host }: Scope): readonly string[] {
  if (seen && isBound(seen)) return ["recvfrom", "sendto", "close"];
  return host === "client" ? ["sendto", "bind"] : ["bind", "sendto"];
}

function nextSteps({ type, seen, closed }: KnownSocket, scope: Scope): readonly string[] {
  if (closed) return [];
  if (type === "SOCK_DGRAM") return datagramSteps(seen, scope);
  return seen ? afterState(seen, scope) : firstSteps(scope);
}

/** The methods of what a name stands for: what is usually next, then those for its type, then the rest. */
export function likelyMethods(known: KnownValue, scope: Scope): readonly ConsoleMethod[] {
  if (known.kind === "file") return methodsOf("file");
  if (known.kind !== "socket") return [];
  const next = nextSteps(known, scope);
  const rank = (method: ConsoleMethod) => {
    const at = next.indexOf(method.name);
    if (at >= 0) return at;
    return next.length + (method.types.includes(known.type) ? 0 : 1);
  };
  return [...methodsOf("socket")].sort((a, b) => rank(a) - rank(b));
}

/** Those of `likelyMethods` that the kernel does not refuse for what kind of socket it is. */
export function fittingMethods(known: KnownValue, scope: Scope): readonly ConsoleMethod[] {
  return likelyMethods(known, scope).filter(
    ({ types }) => known.kind !== "socket" || types.includes(known.type),
  );
}

/** How many of `likelyMethods` are the usual next steps. */
export function nextStepCount(known: KnownValue, scope: Scope): number {
  return known.kind === "socket" ? nextSteps(known, scope).length : methodsOf("file").length;
}
