import { getpeername, getsockname, type SocketAddress, type SyscallResult, tcpState } from "@wirestage/linux";
import type { Endpoint } from "@wirestage/trace";
import { type SocketFamily, type UnlistedView, WILDCARDS } from "./socket-kind.ts";

/**
 * What the kernel says of a socket through a descriptor of this process: for sockets that sock_diag does not list, as
 * new, only bound and dead ones. Null if there is no such socket any more.
 */
export function descriptorView(fd: number, family: SocketFamily): UnlistedView | null {
  const local = getsockname(fd);
  if (!local.ok) return null;
  const state = tcpState(fd);
  return {
    state: state.ok ? state.value : "CLOSE",
    local: endpointOf(local, family),
    remote: endpointOf(getpeername(fd), family),
  };
}

function endpointOf(answer: SyscallResult<SocketAddress>, family: SocketFamily): Endpoint {
  if (!answer.ok) return WILDCARDS[family];
  switch (answer.value.family) {
    case "AF_INET":
    case "AF_INET6":
      return { address: answer.value.address, port: answer.value.port };
    case "AF_UNIX":
      return { address: answer.value.path, port: 0 };
    case "AF_UNSPEC":
      return WILDCARDS[family];
    default:
      return answer.value satisfies never;
  }
}
