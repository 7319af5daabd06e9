import { closeSync, openSync } from "node:fs";
import { expect, it } from "vitest";
import {
  AF_INET,
  AF_INET6,
  bind,
  bringLoopbackUp,
  close,
  closeAsync,
  connect,
  getLinger,
  getsockname,
  getsockopt,
  getsockoptText,
  IP_TTL,
  IPPROTO_IP,
  IPPROTO_IPV6,
  IPPROTO_TCP,
  IPV6_V6ONLY,
  MSG_PEEK,
  MSG_TRUNC,
  NetworkNamespace,
  recv,
  recvfrom,
  SO_LINGER,
  SO_REUSEADDR,
  SOCK_DGRAM,
  SOL_SOCKET,
  send,
  sendto,
  setsockopt,
  socket,
  TCP_CONGESTION,
} from "./index.ts";
import { carryAll, establish, stateOf, streamSocket, succeeded, twoHosts } from "./kernel-fixture.ts";
import { describeKernel } from "./testing.ts";

describeKernel("socket calls", () => {
  it("options come back as they were set", () => {
    const { client } = twoHosts();
    const fd = streamSocket(client);
    succeeded(setsockopt(fd, SOL_SOCKET, SO_LINGER, { on: true, seconds: 3 }));
    expect(succeeded(getLinger(fd))).toEqual({ on: true, seconds: 3 });
    succeeded(setsockopt(fd, SOL_SOCKET, SO_LINGER, { on: false, seconds: 0 }));
    succeeded(setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, 1));
    expect(succeeded(getsockopt(fd, SOL_SOCKET, SO_REUSEADDR))).toBe(1);
    expect(succeeded(getsockoptText(fd, IPPROTO_TCP, TCP_CONGESTION))).toBe("reno");
    expect(setsockopt(fd, IPPROTO_TCP, TCP_CONGESTION, "nonsense")).toMatchObject({ ok: false });
  });

  it("options of IP and IPv6 come back as they were set", () => {
    const { client } = twoHosts();
    const fd = client.namespace.run(() => succeeded(socket(AF_INET6, SOCK_DGRAM)));
    client.descriptors.push(fd);
    succeeded(setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, 1));
    expect(succeeded(getsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY))).toBe(1);
    succeeded(setsockopt(fd, IPPROTO_IP, IP_TTL, 3));
    expect(succeeded(getsockopt(fd, IPPROTO_IP, IP_TTL))).toBe(3);
  });

  it("calls on what is no socket answer EBADF and ENOTSOCK, and throw nothing", () => {
    expect(connect(-1, { family: "AF_INET", address: "10.0.0.2", port: 1 })).toEqual({
      ok: false,
      errno: 9,
      code: "EBADF",
    });
    const file = openSync("/dev/null", "r");
    expect(getsockname(file)).toMatchObject({ ok: false, code: "ENOTSOCK" });
    closeSync(file);
  });

  it("a datagram brings its sender's IPv4 or IPv6 address", () => {
    const namespace = NetworkNamespace.create();
    const [four, six] = namespace.run(() => {
      bringLoopbackUp();
      return [succeeded(socket(AF_INET, SOCK_DGRAM)), succeeded(socket(AF_INET6, SOCK_DGRAM))] as const;
    });
    const own = [
      [four, { family: "AF_INET", address: "127.0.0.1", port: 5000 }],
      [six, { family: "AF_INET6", address: "::1", port: 5000, scopeId: 0 }],
    ] as const;
    for (const [fd, address] of own) {
      succeeded(bind(fd, address));
      expect(recvfrom(fd, new Uint8Array(64))).toMatchObject({ ok: false, code: "EAGAIN" });
      succeeded(sendto(fd, new TextEncoder().encode("self"), address));
      expect(recvfrom(fd, new Uint8Array(64))).toEqual({ ok: true, value: { length: 4, address } });
      close(fd);
    }
    namespace.close();
  });

  it("a datagram too long for the buffer tells its true length with MSG_TRUNC", () => {
    const { client } = twoHosts();
    const fd = client.namespace.run(() => succeeded(socket(AF_INET, SOCK_DGRAM)));
    client.descriptors.push(fd);
    const own = { family: "AF_INET", address: "10.0.0.1", port: 5000 } as const;
    succeeded(bind(fd, own));
    succeeded(sendto(fd, new Uint8Array(200), own));
    expect(recv(fd, new Uint8Array(64), MSG_PEEK)).toEqual({ ok: true, value: 64 });
    expect(recv(fd, new Uint8Array(64), MSG_TRUNC)).toEqual({ ok: true, value: 200 });
  });

  it("a stream brings no sender's address", () => {
    const { client, server } = twoHosts();
    const { clientFd, serverFd } = establish(client, server);
    succeeded(send(clientFd, new Uint8Array(3)));
    carryAll(client, server);
    expect(recvfrom(serverFd, new Uint8Array(64))).toEqual({ ok: true, value: { length: 3, address: null } });
  });

  it("a close that lingers waits off the event loop, until the wire has carried what is left", async () => {
    const { client, server } = twoHosts();
    const { clientFd, serverFd } = establish(client, server);
    succeeded(setsockopt(clientFd, SOL_SOCKET, SO_LINGER, { on: true, seconds: 30 }));
    succeeded(send(clientFd, new Uint8Array(3)));
    client.descriptors.splice(client.descriptors.indexOf(clientFd), 1);
    let ended = false;
    const closing = closeAsync(clientFd).then((result) => {
      ended = true;
      return result;
    });
    await expect.poll(() => stateOf(client)).toBe("FIN_WAIT1");
    expect(ended).toBe(false);
    carryAll(client, server);
    server.descriptors.splice(server.descriptors.indexOf(serverFd), 1);
    succeeded(close(serverFd));
    carryAll(client, server);
    expect(await closing).toEqual({ ok: true, value: 0 });
  });
});
