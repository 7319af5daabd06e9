import { connect, recv, recvfrom, type SocketAddress, send, sendto } from "@wirestage/linux";
import { describeKernel } from "@wirestage/linux/testing";
import { quickView } from "@wirestage/wire";
import { afterEach, beforeEach, expect, it } from "vitest";
import { succeeded, TwoHosts } from "./two-hosts.fixture.ts";

const CLIENT: SocketAddress = { family: "AF_INET", address: "192.0.2.1", port: 5000 };
const SERVER: SocketAddress = { family: "AF_INET", address: "192.0.2.2", port: 8888 };
const DATAGRAM = "SOCK_DGRAM";

let hosts: TwoHosts;
const buffer = new Uint8Array(64);

beforeEach(() => {
  hosts = new TwoHosts();
});

afterEach(() => hosts.close());

const bytes = (text: string) => new TextEncoder().encode(text);

describeKernel("datagram sockets of a host", () => {
  it("an echo: every change of a socket has the call or the frame that made it", () => {
    const { client, server } = hosts;
    const theirs = hosts.boundSocket(server, DATAGRAM, SERVER);
    const ours = hosts.socket(client, "AF_INET", DATAGRAM);
    hosts.call(client, () => succeeded(sendto(ours, bytes("hello"), SERVER)));
    expect(hosts.trace.at(-2)).toMatchObject({
      kind: "socket.changed",
      host: "client",
      state: "CLOSE",
      local: { address: "0.0.0.0" },
      cause: { by: "call", call: 4 },
    });
    const arrival = hosts.during(() => hosts.carry());
    expect(arrival).toMatchObject([
      { kind: "frame.delivered", frame: 1, host: "server" },
      { kind: "socket.changed", type: "SOCK_DGRAM", state: "CLOSE", cause: { by: "frame", frame: 1 } },
    ]);
    expect(hosts.sockets(server)[0]?.queues.receive).toBeGreaterThan(0);
    const { address } = hosts.call(server, () => succeeded(recvfrom(theirs, buffer)));
    expect(hosts.sockets(server)[0]?.queues.receive).toBe(0);
    if (!address) throw new Error("a datagram has a sender");
    hosts.call(server, () => succeeded(sendto(theirs, bytes("HELLO"), address)));
    hosts.carryAll();
    expect(succeeded(recvfrom(ours, buffer))).toEqual({ length: 5, address: SERVER });
  });

  it("a new socket, a bound one and a connected one show their addresses and states", () => {
    const { client } = hosts;
    const fd = hosts.socket(client, "AF_INET", DATAGRAM);
    expect(hosts.trace.at(-1)).toMatchObject({
      kind: "socket.opened",
      family: "AF_INET",
      type: "SOCK_DGRAM",
      state: "CLOSE",
      local: { address: "0.0.0.0", port: 0 },
      fd,
      program: 1,
    });
    hosts.call(client, () => succeeded(connect(fd, SERVER)));
    const connected = { state: "ESTABLISHED", before: "CLOSE", remote: { address: "192.0.2.2", port: 8888 } };
    expect(hosts.trace.at(-1)).toMatchObject({ ...connected, local: { address: "192.0.2.1" } });
    hosts.call(client, () => succeeded(connect(fd, { family: "AF_UNSPEC" })));
    expect(hosts.trace.at(-1)).toMatchObject({ state: "CLOSE", before: "ESTABLISHED", remote: { port: 0 } });
    hosts.closeSocket(client, fd);
    expect(hosts.trace.at(-1)).toMatchObject({
      kind: "socket.closed",
      before: "CLOSE",
      cause: { by: "call" },
    });
  });

  it("a connected socket learns of the port that nobody has, by ICMP that the datagram caused", () => {
    const { client } = hosts;
    const fd = hosts.socket(client, "AF_INET", DATAGRAM);
    hosts.call(client, () => succeeded(connect(fd, SERVER)));
    hosts.call(client, () => succeeded(send(fd, bytes("hello"))));
    const refusal = hosts.during(() => hosts.carry());
    expect(refusal.at(-1)).toMatchObject({
      kind: "frame.sent",
      host: "server",
      cause: { by: "frame", frame: 1 },
    });
    expect(quickView(hosts.frames[0]?.bytes ?? new Uint8Array())).toMatchObject({
      kind: "other",
      protocol: 1,
    });
    hosts.carry();
    expect(recv(fd, buffer)).toMatchObject({ ok: false, code: "ECONNREFUSED" });
  });

  it("an unconnected socket is not told", () => {
    const { client } = hosts;
    const fd = hosts.boundSocket(client, DATAGRAM, CLIENT);
    hosts.call(client, () => succeeded(sendto(fd, bytes("hello"), SERVER)));
    expect(hosts.carryAll()).toHaveLength(2);
    expect(recv(fd, buffer)).toMatchObject({ ok: false, code: "EAGAIN" });
    expect(sendto(fd, bytes("again"), SERVER)).toMatchObject({ ok: true });
  });

  it("an empty datagram arrives, is one frame, and is no end of anything", () => {
    const { client, server } = hosts;
    const theirs = hosts.boundSocket(server, DATAGRAM, SERVER);
    const ours = hosts.boundSocket(client, DATAGRAM, CLIENT);
    hosts.call(client, () => succeeded(sendto(ours, new Uint8Array(0), SERVER)));
    expect(quickView(hosts.frames[0]?.bytes ?? new Uint8Array())).toMatchObject({
      kind: "udp",
      payloadLength: 0,
    });
    hosts.carry();
    expect(hosts.sockets(server)[0]?.queues.receive).toBeGreaterThan(0);
    expect(succeeded(recvfrom(theirs, buffer))).toEqual({ length: 0, address: CLIENT });
    expect(recv(theirs, buffer)).toMatchObject({ code: "EAGAIN" });
  });

  it("what does not fit into a short buffer is gone, and the next read brings the next datagram", () => {
    const { client, server } = hosts;
    const theirs = hosts.boundSocket(server, DATAGRAM, SERVER);
    const ours = hosts.boundSocket(client, DATAGRAM, CLIENT);
    for (const text of ["hello", "next"]) {
      hosts.call(client, () => succeeded(sendto(ours, bytes(text), SERVER)));
    }
    hosts.carryAll();
    expect(succeeded(recv(theirs, buffer.subarray(0, 2)))).toBe(2);
    expect(succeeded(recv(theirs, buffer))).toBe(4);
  });
});
