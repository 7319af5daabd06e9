/** For kernel tests only: two hosts with our hands as the wire. */
import { afterEach } from "vitest";
import { failure } from "./errno.ts";
import {
  accept4,
  addNeighbour,
  bind,
  bringLoopbackUp,
  close,
  configureInterface,
  connect,
  type DiagSocket,
  listen,
  NetworkNamespace,
  openTap,
  Reactor,
  SockDiag,
  type SyscallResult,
  setsockopt,
  shrinkChildHashTables,
  socket,
  sysctlExists,
  type Tap,
  writeSysctl,
} from "./index.ts";
import { AF_INET, IPPROTO_TCP, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET } from "./socket-constants.ts";

export type Host = {
  readonly namespace: NetworkNamespace;
  readonly tap: Tap;
  readonly diag: SockDiag;
  readonly address: string;
  readonly descriptors: number[];
};

const MTU = 1500;
const CLIENT = { address: "10.0.0.1", hardwareAddress: "02:00:00:00:00:01" };
const SERVER = { address: "10.0.0.2", hardwareAddress: "02:00:00:00:00:02" };

const open: Host[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map(closeHost));
});

/** Two hosts that know each other's Ethernet address and speak no IPv6; gone after the test. */
export function twoHosts(): { client: Host; server: Host } {
  shrinkChildHashTables();
  return { client: openHost(CLIENT, SERVER), server: openHost(SERVER, CLIENT) };
}

function openHost(own: typeof CLIENT, peer: typeof CLIENT): Host {
  const namespace = NetworkNamespace.create();
  const [tap, diag] = namespace.run((): [Tap, SockDiag] => {
    if (sysctlExists("net.ipv6.conf.all.disable_ipv6")) {
      writeSysctl("net.ipv6.conf.all.disable_ipv6", 1);
      writeSysctl("net.ipv6.conf.default.disable_ipv6", 1);
    }
    writeSysctl("net.ipv4.tcp_congestion_control", "reno");
    bringLoopbackUp();
    const device = openTap("eth0");
    configureInterface({ name: "eth0", ...own, prefixLength: 24, mtu: MTU });
    addNeighbour("eth0", peer.address, peer.hardwareAddress);
    return [device, SockDiag.open()];
  });
  const host = { namespace, tap, diag, address: own.address, descriptors: [] };
  open.push(host);
  return host;
}

async function closeHost(host: Host): Promise<void> {
  for (const fd of host.descriptors) close(fd);
  host.diag.close();
  host.namespace.close();
  await host.tap.close();
}

/** The value of a call that has to succeed. */
export function succeeded<T>(result: SyscallResult<T>): T {
  if (!result.ok) throw new Error(`unexpected ${result.code}`);
  return result.value;
}

/** A stream socket of `host`, closed after the test. */
export function streamSocket(host: Host): number {
  const fd = host.namespace.run(() => succeeded(socket(AF_INET, SOCK_STREAM)));
  host.descriptors.push(fd);
  return fd;
}

/** Closes a descriptor before the end of the test. */
export function closeNow(host: Host, fd: number): void {
  host.descriptors.splice(host.descriptors.indexOf(fd), 1);
  succeeded(close(fd));
}

export function listeningSocket(host: Host, port: number, backlog = 8): number {
  const fd = streamSocket(host);
  succeeded(setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, 1));
  succeeded(bind(fd, { family: "AF_INET", address: host.address, port }));
  succeeded(listen(fd, backlog));
  return fd;
}

/** The next frame that `host` has sent, or null. */
export function take(host: Host): Uint8Array | null {
  const buffer = new Uint8Array(MTU + 14);
  const length = host.tap.read(buffer);
  return length === 0 ? null : buffer.subarray(0, length);
}

/** Waits for the host to send a frame by itself, as a timer of its kernel makes it do. */
export function nextFrame(host: Host): Promise<Uint8Array> {
  return new Promise((resolve) => {
    const reactor = new Reactor(() => undefined);
    reactor.watch(host.tap.fd, { read: true, write: false }, () => {
      const frame = take(host);
      reactor.close();
      if (frame !== null) resolve(frame);
    });
    reactor.start();
  });
}

/** Carries exactly one frame and returns its TCP flags as tcpdump spells them, or null if none waits. */
export function carry(from: Host, to: Host): string | null {
  const frame = take(from);
  if (frame === null) return null;
  to.tap.write(frame);
  return tcpFlags(frame);
}

/** Carries frames both ways until both links are silent; the flags of each, in order. */
export function carryAll(a: Host, b: Host): string[] {
  const seen: string[] = [];
  for (;;) {
    const flags = carry(a, b) ?? carry(b, a);
    if (flags === null) return seen;
    seen.push(flags);
  }
}

/** TCP flags of an Ethernet frame without VLAN tag: SYN-ACK is `S.`, a plain ACK `.` */
export function tcpFlags(frame: Uint8Array): string {
  const headerLength = ((frame[14] ?? 0) & 0xf) * 4;
  if (frame[12] !== 0x08 || frame[13] !== 0x00 || frame[23] !== IPPROTO_TCP) return "not TCP";
  const flags = frame[14 + headerLength + 13] ?? 0;
  const letters: [number, string][] = [
    [0x02, "S"],
    [0x01, "F"],
    [0x04, "R"],
    [0x08, "P"],
    [0x10, "."],
  ];
  return letters
    .filter(([bit]) => (flags & bit) !== 0)
    .map(([, letter]) => letter)
    .join("");
}

/** The TCP sockets of a host but for its LISTEN ones. */
export function connections(host: Host): DiagSocket[] {
  return host.diag
    .dump({ family: AF_INET, protocol: IPPROTO_TCP })
    .filter((socket) => socket.state !== "LISTEN");
}

/** The state of a host's only connection, or `none`. */
export function stateOf(host: Host): string {
  const all = connections(host);
  if (all.length > 1) throw new Error(`${all.length} connections`);
  return all[0]?.state ?? "none";
}

export const EINPROGRESS = failure(115);

/** An open connection to port 7000 of `server`, and the LISTEN socket that it came from. */
export function establish(
  client: Host,
  server: Host,
): { clientFd: number; serverFd: number; listenFd: number } {
  const listenFd = listeningSocket(server, 7000);
  const clientFd = streamSocket(client);
  connect(clientFd, { family: "AF_INET", address: server.address, port: 7000 });
  carryAll(client, server);
  const serverFd = succeeded(accept4(listenFd)).fd;
  server.descriptors.push(serverFd);
  return { clientFd, serverFd, listenFd };
}
