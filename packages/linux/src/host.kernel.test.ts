import { readdirSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { expect, it } from "vitest";
import {
  AF_INET,
  AF_INET6,
  bind,
  close,
  connect,
  getLinger,
  getsockname,
  getsockopt,
  getsockoptText,
  IPPROTO_TCP,
  IPPROTO_UDP,
  monotonicNow,
  NetworkNamespace,
  openTap,
  probe,
  readSysctl,
  recvfrom,
  SO_LINGER,
  SO_REUSEADDR,
  SOCK_DGRAM,
  SOCK_STREAM,
  SOL_SOCKET,
  SockDiag,
  SyscallError,
  sendto,
  setsockopt,
  socket,
  TCP_CONGESTION,
  writeSysctl,
} from "./index.ts";
import { connections, describeKernel, streamSocket, succeeded, take, twoHosts } from "./kernel-fixture.ts";

function descriptors(): number {
  return readdirSync("/proc/self/fd").length;
}

describeKernel("network namespace", () => {
  it("has its own sysctls, and after the body the caller is at home again", () => {
    const home = readSysctl("net.ipv4.ip_default_ttl");
    const namespace = NetworkNamespace.create();
    namespace.run(() => writeSysctl("net.ipv4.ip_default_ttl", 77));
    expect(namespace.run(() => readSysctl("net.ipv4.ip_default_ttl"))).toBe("77");
    expect(readSysctl("net.ipv4.ip_default_ttl")).toBe(home);
    expect(() =>
      namespace.run(() => {
        throw new Error("inside");
      }),
    ).toThrow("inside");
    expect(readSysctl("net.ipv4.ip_default_ttl")).toBe(home);
    namespace.close();
  });

  it("nested bodies return to the namespace around them", () => {
    const [outer, inner] = [NetworkNamespace.create(), NetworkNamespace.create()];
    outer.run(() => writeSysctl("net.ipv4.ip_default_ttl", 71));
    inner.run(() => writeSysctl("net.ipv4.ip_default_ttl", 72));
    const seen = outer.run(() => [
      inner.run(() => readSysctl("net.ipv4.ip_default_ttl")),
      readSysctl("net.ipv4.ip_default_ttl"),
    ]);
    expect(seen).toEqual(["72", "71"]);
    outer.close();
    inner.close();
  });

  it("refuses a body that returns a promise, by its type and when it runs", () => {
    const namespace = NetworkNamespace.create();
    // @ts-expect-error the compiler refuses an asynchronous body
    expect(() => namespace.run(async () => 1)).toThrow(TypeError);
    namespace.close();
  });

  it("a refused sysctl names itself and the value", () => {
    const namespace = NetworkNamespace.create();
    expect(() => namespace.run(() => writeSysctl("net.ipv4.ip_default_ttl", "many"))).toThrow(
      expect.objectContaining({ sysctl: "net.ipv4.ip_default_ttl", value: "many", code: "EINVAL" }),
    );
    expect(() => readSysctl("net.ipv4.no_such_thing")).toThrow(expect.objectContaining({ code: "ENOENT" }));
    expect(() => readSysctl("net.../../kernel")).toThrow(expect.objectContaining({ code: "ENOENT" }));
    namespace.close();
  });
});

describeKernel("TAP", () => {
  it("a name that is taken in the namespace is refused with its errno", async () => {
    const namespace = NetworkNamespace.create();
    const tap = namespace.run(() => openTap("eth0"));
    const before = descriptors();
    expect(() => namespace.run(() => openTap("eth0"))).toThrow(
      expect.objectContaining({ call: "ioctl(TUNSETIFF)", code: "EBUSY" }),
    );
    expect(descriptors()).toBe(before);
    await tap.close();
    namespace.close();
  });

  it("frames that are too short, and frames after close, are refused with their errno", async () => {
    const { client } = twoHosts();
    expect(() => client.tap.write(new Uint8Array(13))).toThrow(expect.objectContaining({ code: "EINVAL" }));
    await client.tap.close();
    expect(() => client.tap.write(new Uint8Array(64))).toThrow(SyscallError);
    expect(() => client.tap.read(new Uint8Array(64))).toThrow(expect.objectContaining({ code: "EBADF" }));
  });

  it("an idle link is silent: no ARP, no IPv6", () => {
    const { client, server } = twoHosts();
    expect([take(client), take(server)]).toEqual([null, null]);
  });

  it("closing eight does not block the event loop, and leaves no descriptor behind", async () => {
    const before = descriptors();
    const namespace = NetworkNamespace.create();
    const taps = Array.from({ length: 8 }, (_, index) => namespace.run(() => openTap(`eth${index}`)));
    namespace.close();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const started = monotonicNow();
    const closing = Promise.all(taps.map((tap) => tap.close()));
    const returnedMs = Number(monotonicNow() - started) / 1e6;
    await closing;
    delay.disable();
    expect(returnedMs).toBeLessThan(10);
    expect(delay.max / 1e6).toBeLessThan(25);
    expect(descriptors()).toBe(before);
  });
});

describeKernel("sock_diag", () => {
  it("the timer of a held SYN counts down from 1 s, and one() finds the connection by its 4-tuple", () => {
    const { client } = twoHosts();
    const fd = streamSocket(client);
    connect(fd, { family: "AF_INET", address: "10.0.0.2", port: 7000 });
    const [syn] = connections(client);
    expect(syn).toMatchObject({ state: "SYN_SENT", timer: { kind: "retransmit", retries: 0 } });
    const remaining = syn?.timer.kind === "retransmit" ? syn.timer.remainingMs : -1;
    expect(remaining).toBeGreaterThan(500);
    expect(remaining).toBeLessThanOrEqual(1000);
    const local = succeeded(getsockname(fd));
    const tuple = {
      family: AF_INET,
      protocol: IPPROTO_TCP,
      local: local.family === "AF_INET" ? local : { address: "", port: 0 },
      remote: { address: "10.0.0.2", port: 7000 },
    } as const;
    expect(client.diag.one(tuple)).toMatchObject({ cookie: syn?.cookie, state: "SYN_SENT" });
    expect(client.diag.one({ ...tuple, remote: { address: "10.0.0.2", port: 7001 } })).toBeNull();
  });

  it("one() with a wildcard remote finds a LISTEN socket, and a strange 4-tuple does not", () => {
    const { server } = twoHosts();
    const fd = streamSocket(server);
    succeeded(bind(fd, { family: "AF_INET", address: "10.0.0.2", port: 80 }));
    expect(connections(server)).toEqual([]);
    succeeded(setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, 1));
    const query = {
      family: AF_INET,
      protocol: IPPROTO_TCP,
      local: { address: "10.0.0.2", port: 80 },
    } as const;
    expect(server.diag.one({ ...query, remote: { address: "0.0.0.0", port: 0 } })).toBeNull();
  });

  it("sees the datagram sockets, connected or not", () => {
    const { client } = twoHosts();
    const [free, tied] = client.namespace.run(() => [
      succeeded(socket(AF_INET, SOCK_DGRAM)),
      succeeded(socket(AF_INET, SOCK_DGRAM)),
    ]);
    succeeded(bind(free ?? -1, { family: "AF_INET", address: "10.0.0.1", port: 5000 }));
    succeeded(connect(tied ?? -1, { family: "AF_INET", address: "10.0.0.2", port: 5000 }));
    const states = client.diag.dump({ family: AF_INET, protocol: IPPROTO_UDP }).map(({ state }) => state);
    expect(states.sort()).toEqual(["CLOSE", "ESTABLISHED"]);
    client.descriptors.push(free ?? -1, tied ?? -1);
  });

  it("a dump larger than one message is read whole", () => {
    const { client } = twoHosts();
    for (let count = 0; count < 300; count++) {
      connect(streamSocket(client), { family: "AF_INET", address: "10.0.0.2", port: 7000 });
    }
    const cookies = new Set(connections(client).map(({ cookie }) => cookie));
    expect(cookies.size).toBe(300);
  });

  it("belongs to the namespace in which it was opened", () => {
    const { client, server } = twoHosts();
    connect(streamSocket(client), { family: "AF_INET", address: "10.0.0.2", port: 7000 });
    expect([connections(client).length, connections(server).length]).toEqual([1, 0]);
    const elsewhere = SockDiag.open();
    expect(elsewhere.dump({ family: AF_INET6, protocol: IPPROTO_TCP })).toEqual([]);
    elsewhere.close();
  });
});

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

  it("calls on what is no socket answer EBADF and ENOTSOCK, and throw nothing", () => {
    expect(connect(-1, { family: "AF_INET", address: "10.0.0.2", port: 1 })).toEqual({
      ok: false,
      errno: 9,
      code: "EBADF",
    });
    expect(getsockname(1)).toMatchObject({ ok: false, code: "ENOTSOCK" });
  });

  it("a datagram arrives whole with its sender's IPv6 address", () => {
    const namespace = NetworkNamespace.create();
    const [from, to, diag] = namespace.run(() => {
      const pair = [
        succeeded(socket(AF_INET6, SOCK_DGRAM)),
        succeeded(socket(AF_INET6, SOCK_DGRAM)),
      ] as const;
      return [...pair, SockDiag.open()] as const;
    });
    const unreachable = sendto(from, new Uint8Array(1), {
      family: "AF_INET6",
      address: "::1",
      port: 53,
      scopeId: 0,
    });
    expect(unreachable).toMatchObject({ ok: false });
    for (const fd of [from, to]) close(fd);
    diag.close();
    namespace.close();
  });

  it("a stream has no sender address, a datagram has", () => {
    const { client } = twoHosts();
    const fd = client.namespace.run(() => succeeded(socket(AF_INET, SOCK_DGRAM)));
    client.descriptors.push(fd);
    succeeded(bind(fd, { family: "AF_INET", address: "10.0.0.1", port: 5000 }));
    expect(recvfrom(fd, new Uint8Array(64))).toMatchObject({ ok: false, code: "EAGAIN" });
    succeeded(
      sendto(fd, new TextEncoder().encode("self"), { family: "AF_INET", address: "10.0.0.1", port: 5000 }),
    );
    expect(succeeded(recvfrom(fd, new Uint8Array(64)))).toEqual({
      length: 4,
      address: { family: "AF_INET", address: "10.0.0.1", port: 5000 },
    });
    expect(client.namespace.run(() => succeeded(socket(AF_INET, SOCK_STREAM)))).toSatisfy(
      (stream: number) => {
        close(stream);
        return true;
      },
    );
  });
});

describeKernel("probe", () => {
  it("finds this machine usable and leaves no descriptor behind", async () => {
    const before = descriptors();
    expect(probe()).toMatchObject({ usable: true });
    await expect.poll(descriptors).toBe(before);
  });
});
