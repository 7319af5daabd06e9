import type { CallValue, SocketState, TraceLog } from "@wirestage/trace";

function isV6Only(value: CallValue | undefined): boolean {
  return (
    typeof value === "object" && value !== null && value.type === "constant" && value.name === "IPV6_V6ONLY"
  );
}

/** What `setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, …)` last set on the socket, up to the view's own moment. */
function v6OnlyOf({ socket, seq }: SocketState, log: TraceLog): boolean {
  const call = log.calls.findLast(
    ({ entered, returned }) =>
      entered.socket === socket &&
      entered.name === "setsockopt" &&
      isV6Only(entered.arguments[1]) &&
      returned?.outcome.ok &&
      returned.seq <= seq,
  );
  const value = call?.entered.arguments[2];
  return value === true || (typeof value === "number" && value !== 0);
}

/** Whether an AF_INET6 socket bound to `::` also takes IPv4 (ipv6(7): so it does unless IPV6_V6ONLY is set). */
export function isDualStack(view: SocketState, log: TraceLog): boolean {
  const isBoundToAll = view.family === "AF_INET6" && view.local.address === "::" && view.local.port !== 0;
  return isBoundToAll && !v6OnlyOf(view, log);
}
