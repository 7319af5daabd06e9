import {
  accept4,
  bind,
  connect,
  listen,
  recvfrom,
  SO_REUSEPORT,
  SOL_SOCKET,
  type SocketAddress,
  send,
  sendto,
  setsockopt,
  tcpInfo,
} from "@wirestage/linux";
import { describeKernel } from "@wirestage/linux/testing";
import { bytesOfBase64 } from "@wirestage/trace";
import { isLinkNoise, quickView, tcpKind } from "@wirestage/wire";
import { afterEach, beforeEach, expect, it } from "vitest";
import { succeeded, TwoHosts } from "./two-hosts.fixture.ts";

const SERVER: SocketAddress = { family: "AF_INET6", address: "2001:db8::2", port: 8888, scopeId: 0 };
const ANY: SocketAddress = { ...SERVER, address: "::" };

let hosts: TwoHosts;

beforeEach(() => {
  hosts = new TwoHosts();
  hosts.client.enableIpv6();
  hosts.server.enableIpv6();
});

afterEach(() => hosts.close());

/** All frames that kernels sent, link noise included. */
function sent(): Uint8Array[] {
  return hosts.trace.flatMap((fact) => (fact.kind === "frame.sent" ? bytesOfBase64(fact.bytes) : []));
}

describeKernel("IPv6 on a host", () => {
  it("is off at first; turning it on is told once, and changes what is recorded", async () => {
    const fresh = new TwoHosts();
    expect(fresh.client.recordedSysctls()).toMatchObject({ "net.ipv6.conf.all.disable_ipv6": "1" });
    fresh.client.enableIpv6();
    fresh.client.enableIpv6();
    const changed = (name: string, from: string, to: string) => ({
      kind: "sysctl.changed",
      host: "client",
      name: `net.ipv6.conf.${name}`,
      from,
      to,
    });
    expect(fresh.trace).toEqual([
      changed("eth0.accept_dad", "1", "0"),
      changed("eth0.router_solicitations", "-1", "0"),
      changed("all.disable_ipv6", "1", "0"),
    ]);
    expect(fresh.client.recordedSysctls()).toMatchObject({ "net.ipv6.conf.all.disable_ipv6": "0" });
    await fresh.close();
  });

  it("a handshake is three frames, and nobody looks for a neighbour", () => {
    const { listener } = hosts.connecting(SERVER);
    hosts.carryAll();
    expect(accept4(listener)).toMatchObject({ ok: true, value: { address: { address: "2001:db8::1" } } });
    const tcp = sent().filter((bytes) => !isLinkNoise(bytes));
    expect(tcp.map((bytes) => kindOf(bytes))).toEqual(["SYN", "SYN-ACK", "ACK"]);
    const noise = sent().filter(isLinkNoise);
    expect(noise.map((bytes) => bytes[62])).toEqual(noise.map(() => MLD_REPORT));
  });

  it("a connection goes through the states of TCP with its own addresses", () => {
    hosts.connecting(SERVER);
    hosts.carry();
    expect(hosts.sockets(hosts.server)).toMatchObject([
      { family: "AF_INET6", state: "LISTEN", local: { address: "2001:db8::2", port: 8888 } },
      { family: "AF_INET6", state: "SYN_RECV", remote: { address: "2001:db8::1" }, program: null },
    ]);
    hosts.carryAll();
    expect(hosts.sockets(hosts.server)).toMatchObject([{ queues: { receive: 1 } }, { state: "ESTABLISHED" }]);
    expect(hosts.sockets(hosts.client)).toMatchObject([
      { family: "AF_INET6", type: "SOCK_STREAM", state: "ESTABLISHED", local: { address: "2001:db8::1" } },
    ]);
  });

  it("TCP_INFO tells of it as of any other", () => {
    const { connection } = hosts.connecting(SERVER);
    hosts.carryAll();
    expect(succeeded(tcpInfo(connection))).toMatchObject({ state: "ESTABLISHED", advmss: 1428 });
  });

  it("a dual-stack listener shows an IPv4 client by its mapped address, from the SYN on", () => {
    const v4: SocketAddress = { family: "AF_INET", address: "192.0.2.2", port: 8888 };
    const { listener } = hosts.connecting(ANY, v4);
    hosts.carry();
    expect(hosts.sockets(hosts.server)).toMatchObject([
      { family: "AF_INET6", state: "LISTEN", local: { address: "::", port: 8888 } },
      {
        family: "AF_INET6",
        state: "SYN_RECV",
        local: { address: "::ffff:192.0.2.2" },
        remote: { address: "::ffff:192.0.2.1" },
      },
    ]);
    hosts.carryAll();
    expect(hosts.sockets(hosts.client)).toMatchObject([
      { family: "AF_INET", state: "ESTABLISHED", remote: { address: "192.0.2.2" } },
    ]);
    const { address } = succeeded(accept4(listener));
    expect(address).toMatchObject({ family: "AF_INET6", address: "::ffff:192.0.2.1" });
  });

  it("listeners of both families on one port keep their own queues", () => {
    const six = hosts.connecting(SERVER);
    const four = hosts.connecting({ family: "AF_INET", address: "192.0.2.2", port: 8888 });
    hosts.carryAll();
    const listeners = hosts.sockets(hosts.server).filter(({ state }) => state === "LISTEN");
    expect(listeners).toMatchObject([
      { family: "AF_INET6", fd: six.listener, queues: { receive: 1, send: 5 } },
      { family: "AF_INET", fd: four.listener, queues: { receive: 1, send: 5 } },
    ]);
  });

  it("listeners that share a port keep their own queues", () => {
    const fds = [0, 1].map(() => {
      const fd = hosts.socket(hosts.server, "AF_INET6", "SOCK_STREAM");
      succeeded(setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, 1));
      succeeded(hosts.call(hosts.server, () => bind(fd, SERVER)));
      return fd;
    });
    fds.forEach((fd, index) => {
      hosts.call(hosts.server, () => succeeded(listen(fd, 5 + index)));
    });
    expect(hosts.sockets(hosts.server)).toMatchObject([
      { fd: fds[0], state: "LISTEN", queues: { send: 5 } },
      { fd: fds[1], state: "LISTEN", queues: { send: 6 } },
    ]);
  });

  it("a datagram arrives over it, and its sender can be answered", () => {
    const { client, server } = hosts;
    const theirs = hosts.boundSocket(server, "SOCK_DGRAM", SERVER);
    const ours = hosts.socket(client, "AF_INET6", "SOCK_DGRAM");
    hosts.call(client, () => succeeded(sendto(ours, new Uint8Array(5), SERVER)));
    const frame = hosts.carry();
    expect(hosts.trace.at(-1)).toMatchObject({
      kind: "socket.changed",
      family: "AF_INET6",
      type: "SOCK_DGRAM",
      local: { address: "2001:db8::2", port: 8888 },
      cause: { by: "frame", frame },
    });
    expect(succeeded(recvfrom(theirs, new Uint8Array(64)))).toMatchObject({
      length: 5,
      address: { address: "2001:db8::1" },
    });
  });

  it("a port that nobody has is answered by ICMPv6, which a connected socket hears of", () => {
    const { client } = hosts;
    const fd = hosts.socket(client, "AF_INET6", "SOCK_DGRAM");
    hosts.call(client, () => succeeded(connect(fd, SERVER)));
    hosts.call(client, () => succeeded(send(fd, new Uint8Array(5))));
    const datagram = hosts.carry();
    expect(hosts.trace.at(-1)).toMatchObject({ kind: "frame.sent", cause: { by: "frame", frame: datagram } });
    hosts.carryAll();
    expect(send(fd, new Uint8Array(5))).toMatchObject({ ok: false, code: "ECONNREFUSED" });
  });
});

const MLD_REPORT = 143;

function kindOf(bytes: Uint8Array): string {
  const view = quickView(bytes);
  return view?.kind === "tcp" ? tcpKind(view) : "not TCP";
}
