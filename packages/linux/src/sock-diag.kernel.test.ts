import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  accept4,
  bind,
  CONNECTION_STATES,
  connect,
  getsockname,
  IPPROTO_TCP,
  IPPROTO_UDP,
  listen,
  SOCK_DGRAM,
  SOCK_STREAM,
  SockDiag,
  send,
  socket,
  socketCookie,
  unlink,
} from "./index.ts";
import {
  connections,
  type Host,
  listeningSocket,
  streamSocket,
  succeeded,
  twoHosts,
} from "./kernel-fixture.ts";
import { describeKernel } from "./testing.ts";

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

  it("one() with a wildcard remote finds the LISTEN socket, which no other 4-tuple does", () => {
    const { server } = twoHosts();
    const fd = listeningSocket(server, 80, 5);
    const query = {
      family: AF_INET,
      protocol: IPPROTO_TCP,
      local: { address: "10.0.0.2", port: 80 },
    } as const;
    const found = server.diag.one({ ...query, remote: { address: "0.0.0.0", port: 0 } });
    expect(found).toMatchObject({ state: "LISTEN", sendQueue: 5, cookie: succeeded(socketCookie(fd)) });
    expect(server.diag.one({ ...query, remote: { address: "10.0.0.1", port: 4000 } })).toBeNull();
    expect(server.diag.dump({ ...query, states: CONNECTION_STATES })).toEqual([]);
    expect(server.diag.dump(query)).toHaveLength(1);
  });

  it("a bound socket that neither listens nor connects is not reported", () => {
    const { server } = twoHosts();
    succeeded(bind(streamSocket(server), { family: "AF_INET", address: "10.0.0.2", port: 80 }));
    expect(connections(server)).toEqual([]);
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

  it("AF_UNIX: the path of a listener, its queue, and the peer that a connection has once it is accepted", () => {
    const { server } = twoHosts();
    const directory = mkdtempSync(join(tmpdir(), "wirestage-unix-"));
    const address = { family: "AF_UNIX", path: join(directory, "echo") } as const;
    const [listener, client] = [unixSocket(server), unixSocket(server)];
    succeeded(bind(listener, address));
    succeeded(listen(listener, 5));
    succeeded(connect(client, address));
    const of = (fd: number) => {
      const cookie = succeeded(socketCookie(fd));
      return server.diag.dumpUnix().find((each) => each.cookie === cookie);
    };
    expect(of(listener)).toMatchObject({
      type: "SOCK_STREAM",
      state: "LISTEN",
      path: address.path,
      peerInode: null,
      recvQueue: 1,
      sendQueue: 5,
    });
    expect(of(client)).toMatchObject({ state: "ESTABLISHED", path: "", peerInode: 0 });
    const accepted = succeeded(accept4(listener)).fd;
    server.descriptors.push(accepted);
    succeeded(send(client, new Uint8Array(3)));
    expect(of(accepted)).toMatchObject({ path: address.path, peerInode: of(client)?.inode, recvQueue: 3 });
    expect(of(client)?.peerInode).toBe(of(accepted)?.inode);
    succeeded(unlink(address.path));
    expect(unlink(address.path)).toMatchObject({ ok: false, code: "ENOENT" });
    rmSync(directory, { recursive: true });
  });
});

function unixSocket(host: Host): number {
  const fd = host.namespace.run(() => succeeded(socket(AF_UNIX, SOCK_STREAM)));
  host.descriptors.push(fd);
  return fd;
}
