import type { HostFacts } from "../event.ts";
import type { Endpoint } from "../facts.ts";

export type LabHost = "client" | "server";

const HOSTS: Readonly<Record<LabHost, HostFacts>> = {
  client: {
    name: "client",
    address: "10.0.0.1",
    address6: "2001:db8::1",
    mac: "02:00:00:00:00:01",
    interface: "eth0",
  },
  server: {
    name: "server",
    address: "10.0.0.2",
    address6: "2001:db8::2",
    mac: "02:00:00:00:00:02",
    interface: "eth0",
  },
};
const PORTS: Readonly<Record<LabHost, number>> = { client: 40_022, server: 8888 };

export const LAB_HOSTS: readonly HostFacts[] = [HOSTS.client, HOSTS.server];

export function peerOf(host: LabHost): LabHost {
  return host === "client" ? "server" : "client";
}

export function factsOf(host: LabHost): HostFacts {
  return HOSTS[host];
}

/** Where the programs of a host speak from: port 8888 on the server, 40022 on the client. */
export function endpointOf(host: LabHost, version: 4 | 6): Endpoint {
  const { address, address6 } = HOSTS[host];
  return { address: version === 4 ? address : (address6 ?? "::"), port: PORTS[host] };
}
