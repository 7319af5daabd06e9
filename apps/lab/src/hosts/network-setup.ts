import {
  addIpv6Address,
  addIpv6Neighbour,
  addNeighbour,
  bringLoopbackUp,
  configureInterface,
  openTap,
  readSysctl,
  SockDiag,
  sysctlExists,
  type Tap,
  writeSysctl,
} from "@wirestage/linux";
import type { EventFacts, HostFacts } from "@wirestage/trace";

const PREFIX_LENGTH = 24;
const PREFIX_LENGTH6 = 64;
const IPV6_IS_OFF = "net.ipv6.conf.all.disable_ipv6";

/**
 * One idea a figure: no IPv6 chatter, the congestion control that every kernel allows in a namespace, and no tail loss
 * probe (RFC 8985 §7), which sock_diag reports as the retransmission timer although it is none.
 */
const SETTINGS: readonly (readonly [name: string, value: string])[] = [
  [IPV6_IS_OFF, "1"],
  ["net.ipv6.conf.default.disable_ipv6", "1"],
  ["net.ipv4.tcp_congestion_control", "reno"],
  ["net.ipv4.tcp_early_retrans", "0"],
];

/** What the behaviour of sockets here depends on (ip-sysctl in the kernel's documentation). */
const RECORDED = [
  "net.core.somaxconn",
  "net.ipv4.icmp_ratelimit",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.tcp_abort_on_overflow",
  "net.ipv4.tcp_congestion_control",
  "net.ipv4.tcp_early_retrans",
  "net.ipv4.tcp_ecn",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_max_syn_backlog",
  "net.ipv4.tcp_orphan_retries",
  "net.ipv4.tcp_retries1",
  "net.ipv4.tcp_retries2",
  "net.ipv4.tcp_rmem",
  "net.ipv4.tcp_sack",
  "net.ipv4.tcp_syn_linear_timeouts",
  "net.ipv4.tcp_syn_retries",
  "net.ipv4.tcp_synack_retries",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.tcp_timestamps",
  "net.ipv4.tcp_tw_reuse",
  "net.ipv4.tcp_window_scaling",
  "net.ipv4.tcp_wmem",
  "net.ipv6.bindv6only",
  IPV6_IS_OFF,
] as const;

type SysctlChange = Omit<Extract<EventFacts, { kind: "sysctl.changed" }>, "kind" | "host">;

/** What the current namespace's kernel has of them. */
export function recordedSysctls(): Record<string, string> {
  return Object.fromEntries(RECORDED.filter(sysctlExists).map((name) => [name, readSysctl(name)]));
}

/**
 * Makes the current, empty namespace the host of these facts.
 * @throws SyscallError or SysctlError where the machine does not allow it; the TAP is then closed
 */
export function setUpNetwork(
  facts: HostFacts,
  neighbours: readonly HostFacts[],
  mtu: number,
): [Tap, SockDiag] {
  for (const [name, value] of SETTINGS) if (sysctlExists(name)) writeSysctl(name, value);
  const tap = openTap(facts.interface);
  try {
    configureInterface({
      name: facts.interface,
      hardwareAddress: facts.mac,
      address: facts.address,
      prefixLength: PREFIX_LENGTH,
      mtu,
    });
    bringLoopbackUp();
    for (const { address, mac } of neighbours) addNeighbour(facts.interface, address, mac);
    return [tap, SockDiag.open()];
  } catch (error) {
    // What went wrong first is told; a TAP that cannot be closed cannot be helped either.
    tap.close().catch(() => {});
    throw error;
  }
}

/**
 * Turns IPv6 on in the current namespace. One idea a figure here too: no duplicate address detection (RFC 4862 §5.4)
 * and no search for routers (RFC 4861 §6.3.7), both settled before the switch that they are to govern.
 * @returns what changed; nothing where IPv6 was on already, or where the kernel has none
 */
export function turnIpv6On(facts: HostFacts, neighbours: readonly HostFacts[]): readonly SysctlChange[] {
  if (!sysctlExists(IPV6_IS_OFF) || readSysctl(IPV6_IS_OFF) === "0") return [];
  const device = `net.ipv6.conf.${facts.interface}`;
  const settings = [
    [`${device}.accept_dad`, "0"],
    [`${device}.router_solicitations`, "0"],
    [IPV6_IS_OFF, "0"],
  ] as const;
  const changes = settings.map(([name, value]) => change(name, value));
  if (facts.address6 !== null) addIpv6Address(facts.interface, facts.address6, PREFIX_LENGTH6);
  for (const { address6, mac } of neighbours) {
    if (address6 !== null) addIpv6Neighbour(facts.interface, address6, mac);
  }
  return changes;
}

function change(name: string, value: string): SysctlChange {
  const from = readSysctl(name);
  writeSysctl(name, value);
  return { name, from, to: readSysctl(name) };
}
