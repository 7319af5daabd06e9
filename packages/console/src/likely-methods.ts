import type { SocketState } from "@wirestage/trace";
import { isBound } from "./host-address.ts";
import type { ConsoleMethod } from "./method.ts";
import { methodsOf } from "./methods.ts";
import type { KnownSocket, KnownValue } from "./scope.ts";

const OVER = ["close"];
const TALK = ["sendall", "recv", "shutdown", "close"];

/** What is usually done next to a stream socket in this state. */
function afterState(seen: SocketState): readonly string[] {
  switch (seen.state) {
    case "CLOSE":
      return isBound(seen) ? ["listen", "connect"] : ["bind", "connect"];
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

function nextSteps({ type, seen, closed }: KnownSocket): readonly string[] {
  if (closed) return [];
  if (type === "SOCK_DGRAM")
    return (seen?.local.port ?? 0) === 0 ? ["bind", "sendto"] : ["recvfrom", "sendto"];
  return seen ? afterState(seen) : ["bind", "connect"];
}

/** The methods of what a name stands for: what is usually next, then those for its type, then the rest. */
export function likelyMethods(known: KnownValue): readonly ConsoleMethod[] {
  if (known.kind === "file") return methodsOf("file");
  if (known.kind !== "socket") return [];
  const next = nextSteps(known);
  const rank = (method: ConsoleMethod) => {
    const at = next.indexOf(method.name);
    if (at >= 0) return at;
    return next.length + (method.types.includes(known.type) ? 0 : 1);
  };
  return [...methodsOf("socket")].sort((a, b) => rank(a) - rank(b));
}

/** How many of `likelyMethods` are the usual next steps. */
export function nextStepCount(known: KnownValue): number {
  return known.kind === "socket" ? nextSteps(known).length : methodsOf("file").length;
}
