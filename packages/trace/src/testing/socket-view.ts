import type { Cause, Endpoint, SocketQueues, SocketTimer, TcpInfo, TcpState } from "../facts.ts";
import { endpointOf, type LabHost, peerOf } from "./lab-hosts.ts";

export interface SocketFacts {
  readonly state: TcpState;
  readonly cause: Cause;
  readonly family?: "AF_INET" | "AF_INET6" | "AF_UNIX";
  readonly type?: "SOCK_STREAM" | "SOCK_DGRAM";
  readonly local?: Endpoint;
  readonly remote?: Endpoint;
  readonly fd?: number | null;
  readonly program?: number | null;
  readonly queues?: SocketQueues;
  readonly timer?: SocketTimer | null;
  readonly info?: TcpInfo | null;
}

function endsOf(host: LabHost, { family, state }: SocketFacts): { local: Endpoint; remote: Endpoint } {
  if (family === "AF_UNIX") return { local: { address: "", port: 0 }, remote: { address: "", port: 0 } };
  const version = family === "AF_INET6" ? 6 : 4;
  const nobody = { address: version === 6 ? "::" : "0.0.0.0", port: 0 };
  const isAlone = state === "LISTEN" || state === "CLOSE";
  return {
    local: endpointOf(host, version),
    remote: isAlone ? nobody : endpointOf(peerOf(host), version),
  };
}

/** What the events of a socket say of it, but for its number. */
export function socketView(host: LabHost, facts: SocketFacts) {
  const ends = endsOf(host, facts);
  return {
    host,
    family: facts.family ?? "AF_INET",
    type: facts.type ?? "SOCK_STREAM",
    state: facts.state,
    local: facts.local ?? ends.local,
    remote: facts.remote ?? ends.remote,
    queues: facts.queues ?? { receive: 0, send: facts.state === "LISTEN" ? 5 : 0 },
    timer: facts.timer ?? null,
    info: facts.info ?? null,
    fd: facts.fd ?? null,
    program: facts.program ?? null,
    cause: facts.cause,
    sampling: "exact",
  } as const;
}
