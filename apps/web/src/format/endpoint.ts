import type { SocketState } from "@wirestage/trace";

function unixName(path: string): string {
  return path.startsWith("\0") ? `@${path.slice(1)}` : path;
}

/**
 * One end of a socket as `ss` writes it: `10.0.0.2:8888`, `[2001:db8::2]:8888`, `*` for what is not bound, a path, `@name`
 * for an abstract one (unix(7)); empty for an AF_UNIX socket without a name.
 */
export function endpointText({ address, port }: SocketState["local"], family: SocketState["family"]): string {
  switch (family) {
    case "AF_INET":
      return `${address === "0.0.0.0" ? "*" : address}:${port === 0 ? "*" : port}`;
    case "AF_INET6":
      return `[${address}]:${port === 0 ? "*" : port}`;
    case "AF_UNIX":
      return unixName(address);
    default:
      return family satisfies never;
  }
}

export function isWildcard(endpoint: SocketState["local"], family: SocketState["family"]): boolean {
  const nobody = { AF_INET: "0.0.0.0", AF_INET6: "::", AF_UNIX: "" }[family];
  return endpoint.address === nobody && endpoint.port === 0;
}
