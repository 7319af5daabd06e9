import type { HostFacts } from "@wirestage/trace";
import { Host, type HostPort } from "./hosts/host.ts";

/** TEST-NET-1 (RFC 5737) and 2001:db8::/32 (RFC 3849), which no network on the machine can have; local MACs. */
export const HOSTS: readonly HostFacts[] = [
  {
    name: "client",
    address: "192.0.2.1",
    address6: "2001:db8::1",
    mac: "02:00:00:00:00:01",
    interface: "eth0",
  },
  {
    name: "server",
    address: "192.0.2.2",
    address6: "2001:db8::2",
    mac: "02:00:00:00:00:02",
    interface: "eth0",
  },
];

/** All or none. @throws SyscallError or SysctlError where the machine does not allow it */
export function makeHosts(port: HostPort): ReadonlyMap<string, Host> {
  const hosts = new Map<string, Host>();
  try {
    for (const facts of HOSTS) hosts.set(facts.name, new Host(facts, neighboursOf(facts), port));
    return hosts;
  } catch (error) {
    for (const host of hosts.values()) host.close().catch(() => {});
    throw error;
  }
}

function neighboursOf({ name }: HostFacts): HostFacts[] {
  return HOSTS.filter((other) => other.name !== name);
}
