import type { SocketState } from "@wirestage/trace";

/** What the host part of an address is: a number of one family, one of the two names that need no resolver, or neither. */
export type HostForm = "ipv4" | "ipv6" | "any" | "localhost" | "name";

const IPV4 = /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?!$)|$)){4}$/;
const GROUP = /^[0-9a-fA-F]{1,4}$/;

/** RFC 4291 §2.2: eight groups, `::` for one run of zeros, and the last two groups perhaps as IPv4. */
function isIpv6(text: string): boolean {
  const halves = text.split("::");
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const last = groups.at(-1) ?? "";
  const endsInIpv4 = IPV4.test(last);
  const plain = endsInIpv4 ? groups.slice(0, -1) : groups;
  const count = plain.length + (endsInIpv4 ? 2 : 0);
  return plain.every((group) => GROUP.test(group)) && (halves.length === 2 ? count < 8 : count === 8);
}

export function hostForm(host: string): HostForm {
  if (host === "") return "any";
  if (host === "localhost") return "localhost";
  if (IPV4.test(host)) return "ipv4";
  return isIpv6(host) ? "ipv6" : "name";
}

/** Whether the host part means every address of a host. */
export function isWildcard(host: string): boolean {
  return host === "" || host === "0.0.0.0" || host === "::";
}

/** Whether the host part means the very host that it is used on (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3). */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host.startsWith("127.") || host === "::1";
}

/** Whether the socket has an address of its own. */
export function isBound({ family, local }: SocketState): boolean {
  return family === "AF_UNIX" ? local.address !== "" : local.port !== 0;
}
