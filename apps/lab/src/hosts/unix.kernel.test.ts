import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accept4, connect, listen, recvfrom, type SocketAddress, send, sendto } from "@wirestage/linux";
import { describeKernel } from "@wirestage/linux/testing";
import { afterEach, beforeEach, expect, it } from "vitest";
import { succeeded, TwoHosts } from "./two-hosts.fixture.ts";

let hosts: TwoHosts;
let directory: string;
let server: SocketAddress;

beforeEach(() => {
  hosts = new TwoHosts();
  directory = mkdtempSync(join(tmpdir(), "wirestage-unix-"));
  server = { family: "AF_UNIX", path: join(directory, "echo") };
});

afterEach(async () => {
  await hosts.close();
  rmSync(directory, { recursive: true });
});

const UNNAMED = { address: "", port: 0 };

describeKernel("AF_UNIX sockets of a host", () => {
  it("a stream: the path is the listener's, the connection's and, as the peer, the client's", () => {
    const host = hosts.server;
    const path = { address: join(directory, "echo"), port: 0 };
    const listener = hosts.boundSocket(host, "SOCK_STREAM", server);
    succeeded(hosts.call(host, () => listen(listener, 5)));
    const client = hosts.socket(host, "AF_UNIX", "SOCK_STREAM");
    hosts.call(host, () => succeeded(connect(client, server)));
    expect(hosts.sockets(host).slice(0, 2)).toMatchObject([
      {
        family: "AF_UNIX",
        type: "SOCK_STREAM",
        state: "LISTEN",
        local: path,
        queues: { receive: 1, send: 5 },
      },
      { fd: client, state: "ESTABLISHED", local: UNNAMED, remote: path },
    ]);
    const connection = hosts.call(host, () => {
      const { fd } = succeeded(accept4(listener));
      hosts.hold(host, fd, "AF_UNIX", "SOCK_STREAM");
      return fd;
    });
    expect(hosts.sockets(host)).toMatchObject([
      { state: "LISTEN", queues: { receive: 0 } },
      { fd: client, remote: path },
      { fd: connection, state: "ESTABLISHED", local: path, remote: UNNAMED },
    ]);
    hosts.call(host, () => succeeded(send(client, new Uint8Array(5))));
    expect(hosts.sockets(host).at(-1)).toMatchObject({ fd: connection, queues: { receive: 5 } });
    hosts.closeSocket(host, connection);
    expect(hosts.trace.findLast(({ kind }) => kind === "socket.closed")).toMatchObject({
      cause: { by: "call" },
    });
    expect(hosts.sockets(host).at(-1)).toMatchObject({ fd: client, remote: path });
    expect(hosts.frames).toEqual([]);
  });

  it("a datagram from an unbound socket has no sender's address, and one from a bound socket its path", () => {
    const host = hosts.server;
    const theirs = hosts.boundSocket(host, "SOCK_DGRAM", server);
    const unnamed = hosts.socket(host, "AF_UNIX", "SOCK_DGRAM");
    hosts.call(host, () => succeeded(sendto(unnamed, new Uint8Array(5), server)));
    expect(hosts.sockets(host)[0]).toMatchObject({
      type: "SOCK_DGRAM",
      local: { address: join(directory, "echo") },
      queues: { receive: 5 },
    });
    expect(succeeded(recvfrom(theirs, new Uint8Array(9)))).toEqual({ length: 5, address: null });
    const own = { family: "AF_UNIX", path: join(directory, "own") } as const;
    const named = hosts.boundSocket(host, "SOCK_DGRAM", own);
    hosts.call(host, () => succeeded(sendto(named, new Uint8Array(3), server)));
    expect(succeeded(recvfrom(theirs, new Uint8Array(9)))).toEqual({ length: 3, address: own });
  });

  it("a connected datagram socket keeps its peer's path until the kernel refuses to send there", () => {
    const host = hosts.server;
    const theirs = hosts.boundSocket(host, "SOCK_DGRAM", server);
    const ours = hosts.socket(host, "AF_UNIX", "SOCK_DGRAM");
    hosts.call(host, () => succeeded(connect(ours, server)));
    const path = { address: join(directory, "echo"), port: 0 };
    expect(hosts.sockets(host).at(-1)).toMatchObject({ fd: ours, state: "ESTABLISHED", remote: path });
    hosts.closeSocket(host, theirs);
    expect(hosts.sockets(host)).toMatchObject([{ fd: ours, remote: path }]);
    expect(hosts.call(host, () => send(ours, new Uint8Array(1)))).toMatchObject({ code: "ECONNREFUSED" });
    expect(hosts.sockets(host)).toMatchObject([{ fd: ours, state: "CLOSE", remote: UNNAMED }]);
  });
});
