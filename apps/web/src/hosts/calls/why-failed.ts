import { LIMITS } from "@wirestage/protocol";
import { printCall, type SocketState, type TraceLog } from "@wirestage/trace";
import type { FrameSummary } from "../../inspector/frame-index.ts";
import { Evidence, type FailedCall, failedCall, familyOf } from "./evidence.ts";
import { reasonsInEnglish } from "./reason-texts.ts";

type Reasons = typeof reasonsInEnglish;
type WithoutPlural<K extends string> = K extends `${infer Name}_one` | `${infer Name}_other` ? Name : K;
type KeysOf<C extends keyof Reasons> = `${C}.${WithoutPlural<keyof Reasons[C] & string>}`;
export type ReasonKey = { [C in keyof Reasons]: KeysOf<C> }[keyof Reasons];

/** Why a call failed: which sentence says it, and what stands in it. `host` and `program` are still to be named. */
export interface Reason {
  readonly key: ReasonKey;
  readonly facts: Readonly<Record<string, string | number>>;
}

function reason(key: ReasonKey, facts: Reason["facts"] = {}): Reason {
  return { key, facts };
}

function isLoopback(address: string): boolean {
  return address.startsWith("127.") || address === "::1" || address === "localhost";
}

/** An RST of the connection that the call was about. */
function rstFor(evidence: Evidence): FrameSummary | null {
  const { socket, address } = evidence;
  const port = address?.port ?? evidence.peer?.port ?? 0;
  return evidence.lastArrival(
    ({ kind, view }) =>
      kind === "RST" &&
      view?.srcPort === port &&
      (!socket || socket.local.port === 0 || view.dstPort === socket.local.port),
  );
}

function whyRefused(evidence: Evidence): Reason {
  const { address, path, socket } = evidence;
  if (path !== null) return reason("ECONNREFUSED.unix", { path });
  const peer = address ?? socket?.remote ?? null;
  if (socket?.type === "SOCK_DGRAM") {
    const icmp = evidence.lastArrival(({ kind }) => kind === "ICMP" || kind === "ICMPv6");
    return icmp
      ? reason("ECONNREFUSED.icmp", { frame: icmp.frame, host: icmp.from })
      : reason("ECONNREFUSED.other");
  }
  if (peer && (isLoopback(peer.address) || evidence.ownAddresses.includes(peer.address))) {
    return reason("ECONNREFUSED.local", { port: peer.port });
  }
  const rst = rstFor(evidence);
  if (!peer || !rst) return reason("ECONNREFUSED.other");
  if (rst.origin === "frame.injected") return reason("ECONNREFUSED.injected", { frame: rst.frame });
  const { address: at, port } = peer;
  return reason("ECONNREFUSED.rst", { address: at, port, frame: rst.frame, host: rst.from });
}

function whyInUse(evidence: Evidence): Reason {
  const { address, path, socket } = evidence;
  if (path !== null) return reason("EADDRINUSE.unix", { path });
  const port = address?.port ?? socket?.local.port ?? 0;
  const there = port === 0 ? [] : evidence.onPort(port);
  const listening = there.find(({ state }) => state === "LISTEN");
  if (listening && listening.program !== null && listening.fd !== null) {
    return reason("EADDRINUSE.listening", { port, program: listening.program, fd: listening.fd });
  }
  const open = there.find(({ state }) => state !== "TIME_WAIT");
  if (open) return whyOpen(open, port);
  return there.length > 0 ? whyTimeWait(evidence, there, port) : reason("EADDRINUSE.other");
}

/** The kernel calls a socket that is bound and no more CLOSE, and every unconnected UDP socket: no word for a learner. */
function whyOpen({ type, fd, state }: SocketState, port: number): Reason {
  if (fd === null) return reason("EADDRINUSE.left", { port, state });
  if (type === "SOCK_DGRAM") return reason("EADDRINUSE.datagram", { port, fd });
  return state === "CLOSE"
    ? reason("EADDRINUSE.bound", { port, fd })
    : reason("EADDRINUSE.open", { port, fd, state });
}

/** bind beside TIME_WAIT needs SO_REUSEADDR on both sockets: net/ipv4/inet_connection_sock.c, `inet_csk_bind_conflict`. */
function whyTimeWait(evidence: Evidence, there: readonly SocketState[], port: number): Reason {
  const facts = { port, count: there.length, seconds: evidence.timeWaitSeconds(there) };
  const earlier = evidence.boundEarlier(port);
  if (earlier === null) return reason("EADDRINUSE.timeWait", facts);
  const [hasThis, hadEarlier] = [evidence.call.entered.socket, earlier].map((each) =>
    evidence.reusesAddress(each),
  );
  if (hasThis) return reason(hadEarlier ? "EADDRINUSE.timeWait" : "EADDRINUSE.timeWaitEarlier", facts);
  return reason(hadEarlier ? "EADDRINUSE.timeWaitThis" : "EADDRINUSE.timeWaitNeither", facts);
}

function whyReset(evidence: Evidence): Reason {
  if (evidence.socket?.family === "AF_UNIX") return reason("ECONNRESET.unix");
  const rst = rstFor(evidence);
  if (!rst) return reason("ECONNRESET.other");
  const { frame } = rst;
  if (rst.origin === "frame.injected") return reason("ECONNRESET.injected", { frame });
  switch (evidence.causeOf(frame)?.by) {
    case "exit":
      return reason("ECONNRESET.exit", { frame });
    case "call":
      return reason("ECONNRESET.close", { frame });
    case "frame":
      return reason("ECONNRESET.segment", { frame });
    default:
      return reason("ECONNRESET.rst", { frame });
  }
}

function whyPipe(evidence: Evidence): Reason {
  const shutdown = evidence.earlierCalls().find(({ entered }) => entered.name === "shutdown");
  if (shutdown) {
    return reason("EPIPE.shutdown", { call: shutdown.entered.call, text: printCall(shutdown.entered) });
  }
  const connects = evidence.earlierCalls().filter(({ entered }) => entered.name === "connect");
  const refused = connects.map(failedCall).find((each) => each !== null);
  if (refused && evidence.peer === null) {
    return reason("EPIPE.never", { call: refused.entered.call, code: refused.code });
  }
  if (evidence.socket?.family === "AF_UNIX") return reason("EPIPE.unix");
  const rst = rstFor(evidence);
  return rst ? reason("EPIPE.rst", { frame: rst.frame }) : reason("EPIPE.other");
}

function whyNotConnected({ socket }: Evidence): Reason {
  if (socket?.state === "LISTEN") return reason("ENOTCONN.listening");
  return reason(!socket || socket.remote.port === 0 ? "ENOTCONN.never" : "ENOTCONN.other");
}

function whyConnected({ socket }: Evidence): Reason {
  return socket && socket.remote.port > 0
    ? reason("EISCONN.connect", { address: socket.remote.address, port: socket.remote.port })
    : reason("EISCONN.other");
}

function whyInvalid({ call, socket }: Evidence): Reason {
  if (call.entered.name === "bind" && socket && socket.local.port > 0) {
    return reason("EINVAL.bound", { port: socket.local.port });
  }
  return reason(call.entered.name === "accept" ? "EINVAL.notListening" : "EINVAL.other");
}

function whyAgain({ call }: Evidence): Reason {
  switch (call.entered.name) {
    case "recv":
    case "recvfrom":
      return reason("EAGAIN.recv");
    case "accept":
      return reason("EAGAIN.accept");
    case "send":
    case "sendall":
    case "sendto":
      return reason("EAGAIN.send");
    default:
      return reason("EAGAIN.other");
  }
}

function whyNotAvailable(evidence: Evidence): Reason {
  const { call, family } = evidence;
  if (!evidence.address) return reason("EADDRNOTAVAIL.other");
  const { address } = evidence.address;
  if (call.entered.name !== "bind") return reason("EADDRNOTAVAIL.connect", { address });
  const own = evidence.ownAddresses.filter((each) => familyOf(each) === family).join(", ");
  return reason("EADDRNOTAVAIL.bind", { address, own, any: family === "AF_INET6" ? "::" : "0.0.0.0" });
}

function whyTimeout(evidence: Evidence): Reason {
  const limit = evidence.earlierCalls().find(({ entered }) => entered.name === "settimeout");
  const seconds = limit?.entered.arguments[0];
  return typeof seconds === "number" ? reason("timeout.settimeout", { seconds }) : reason("timeout.other");
}

function whyTimedOut(evidence: Evidence): Reason {
  if (evidence.call.entered.name !== "connect") return reason("ETIMEDOUT.other");
  const count = evidence.sentSince(({ kind }) => kind === "SYN");
  return count > 0 ? reason("ETIMEDOUT.connect", { count }) : reason("ETIMEDOUT.other");
}

/** What a datagram can hold: 65 535 bytes less the headers of UDP and, as they count in its total length, of IPv4. */
const UDP_MOST = { AF_INET: 65_507, AF_INET6: 65_527 } as const;

function whyTooLong({ call, socket }: Evidence): Reason {
  for (const value of call.entered.arguments) {
    if (typeof value !== "object" || value === null || value.type !== "bytes") continue;
    const count = value.length;
    const family = socket?.family ?? "AF_INET";
    if (family === "AF_UNIX") return reason("EMSGSIZE.unix", { count });
    const version = family === "AF_INET" ? "IPv4" : "IPv6";
    return reason("EMSGSIZE.datagram", { count, version, most: UDP_MOST[family] });
  }
  return reason("EMSGSIZE.other");
}

function whyNoAccess({ address }: Evidence): Reason {
  if (!address) return reason("EACCES.other");
  if (address.address.endsWith(".255")) return reason("EACCES.broadcast", { address: address.address });
  return reason(address.port > 0 && address.port < 1024 ? "EACCES.port" : "EACCES.other");
}

function whyNoRoute(evidence: Evidence): Reason {
  const { address, family } = evidence;
  const all = [...evidence.ownAddresses, ...evidence.otherAddresses];
  const known = all.filter((each) => familyOf(each) === family).join(", ");
  return address
    ? reason("ENETUNREACH.address", { address: address.address, known })
    : reason("ENETUNREACH.other");
}

function whyNoFile(evidence: Evidence): Reason {
  const { path } = evidence;
  if (path === null) return reason("ENOENT.other");
  const host = evidence.otherHostWithPath(path);
  return host === null ? reason("ENOENT.unix", { path }) : reason("ENOENT.otherHost", { path, host });
}

/** Errnos of which the trace may tell more than their meaning. */
const BY_EVIDENCE: Readonly<Record<string, (evidence: Evidence) => Reason>> = {
  ECONNREFUSED: whyRefused,
  EADDRINUSE: whyInUse,
  EADDRNOTAVAIL: whyNotAvailable,
  ECONNRESET: whyReset,
  EPIPE: whyPipe,
  ENOTCONN: whyNotConnected,
  EISCONN: whyConnected,
  EINVAL: whyInvalid,
  EAGAIN: whyAgain,
  timeout: whyTimeout,
  ETIMEDOUT: whyTimedOut,
  EMSGSIZE: whyTooLong,
  EACCES: whyNoAccess,
  ENETUNREACH: whyNoRoute,
  EAFNOSUPPORT: ({ address }) =>
    address ? reason("EAFNOSUPPORT.mismatch", { address: address.address }) : reason("EAFNOSUPPORT.other"),
  ENOENT: whyNoFile,
  EMFILE: () => reason("EMFILE.other", { limit: LIMITS.sockets }),
  EOPNOTSUPP: ({ socket }) =>
    reason(socket?.type === "SOCK_DGRAM" ? "EOPNOTSUPP.datagram" : "EOPNOTSUPP.other"),
};

function isKnown(code: string): code is keyof Reasons {
  return code in reasonsInEnglish;
}

/** Why a call failed, as far as its errno and the trace tell; null for an errno that has no explanation here. */
export function whyFailed(call: FailedCall, log: TraceLog): Reason | null {
  const byEvidence = BY_EVIDENCE[call.code];
  if (byEvidence) return byEvidence(new Evidence(call, log));
  return isKnown(call.code) ? reason(`${call.code}.other`) : null;
}
