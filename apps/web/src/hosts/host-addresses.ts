import type { HostFacts, TraceLog, TraceState } from "@wirestage/trace";

/** Families of the host's sockets; where it has none now, that of the last one it had. */
function familiesInUse(log: TraceLog, state: TraceState, host: string): ReadonlySet<string> {
  const open = [...state.sockets.values()].filter((socket) => socket.host === host);
  if (open.length > 0) return new Set(open.map(({ family }) => family));
  const last = log.socketEvents.findLast(
    (event) => event.seq < state.next && event.host === host && event.kind === "socket.opened",
  );
  return new Set(last?.kind === "socket.opened" ? [last.family] : []);
}

/** The addresses by which a host is talked to at this time: IPv4 unless its sockets are of AF_INET6, or both. */
export function addressesInUse(
  log: TraceLog,
  state: TraceState,
  { name, address, address6 }: HostFacts,
): readonly string[] {
  const families = familiesInUse(log, state, name);
  if (address6 === null || !families.has("AF_INET6")) return [address];
  return families.has("AF_INET") ? [address, address6] : [address6];
}
