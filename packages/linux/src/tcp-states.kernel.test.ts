import { expect, it } from "vitest";
import {
  AF_INET,
  accept4,
  bind,
  connect,
  getpeername,
  getsockname,
  getsockopt,
  IPPROTO_TCP,
  recv,
  SHUT_WR,
  SO_ERROR,
  SOL_SOCKET,
  send,
  shutdown,
  socketCookie,
  tcpInfo,
  tcpState,
} from "./index.ts";
import {
  carry,
  carryAll,
  closeNow,
  connections,
  EINPROGRESS,
  establish,
  listeningSocket,
  nextFrame,
  stateOf,
  streamSocket,
  succeeded,
  take,
  tcpFlags,
  twoHosts,
} from "./kernel-fixture.ts";
import { describeKernel } from "./testing.ts";

const SERVER_ADDRESS = { family: "AF_INET", address: "10.0.0.2", port: 7000 } as const;

describeKernel("TCP between two namespaces", () => {
  it("a handshake is three frames, and each state is seen right after the frame that caused it", () => {
    const { client, server } = twoHosts();
    const listenFd = listeningSocket(server, 7000, 5);
    expect(accept4(listenFd)).toMatchObject({ ok: false, code: "EAGAIN" });
    const fd = streamSocket(client);

    expect(connect(fd, SERVER_ADDRESS)).toEqual(EINPROGRESS);
    expect([stateOf(client), stateOf(server)]).toEqual(["SYN_SENT", "none"]);
    expect(carry(client, server)).toBe("S");
    expect([stateOf(client), stateOf(server)]).toEqual(["SYN_SENT", "SYN_RECV"]);
    expect(carry(server, client)).toBe("S.");
    expect([stateOf(client), stateOf(server)]).toEqual(["ESTABLISHED", "SYN_RECV"]);
    expect(carry(client, server)).toBe(".");
    expect([stateOf(client), stateOf(server)]).toEqual(["ESTABLISHED", "ESTABLISHED"]);

    expect([take(client), take(server)]).toEqual([null, null]);
    const accepted = succeeded(accept4(listenFd));
    server.descriptors.push(accepted.fd);
    expect(accepted.address).toEqual(succeeded(getsockname(fd)));
    expect(succeeded(getpeername(fd))).toEqual(SERVER_ADDRESS);
    expect(succeeded(getsockopt(fd, SOL_SOCKET, SO_ERROR))).toBe(0);
  });

  it("an orderly close from the client passes FIN_WAIT1, CLOSE_WAIT, FIN_WAIT2, LAST_ACK, TIME_WAIT", async () => {
    const { client, server } = twoHosts();
    const { clientFd, serverFd } = establish(client, server);

    closeNow(client, clientFd);
    expect([stateOf(client), stateOf(server)]).toEqual(["FIN_WAIT1", "ESTABLISHED"]);
    expect(carry(client, server)).toBe("F.");
    expect([stateOf(client), stateOf(server)]).toEqual(["FIN_WAIT1", "CLOSE_WAIT"]);
    const delayedAck = await nextFrame(server);
    expect(tcpFlags(delayedAck)).toBe(".");
    client.tap.write(delayedAck);
    expect([stateOf(client), stateOf(server)]).toEqual(["FIN_WAIT2", "CLOSE_WAIT"]);
    expect(recv(serverFd, new Uint8Array(128))).toEqual({ ok: true, value: 0 });
    closeNow(server, serverFd);
    expect([stateOf(client), stateOf(server)]).toEqual(["FIN_WAIT2", "LAST_ACK"]);
    expect(carry(server, client)).toBe("F.");
    expect([stateOf(client), stateOf(server)]).toEqual(["TIME_WAIT", "LAST_ACK"]);
    expect(carry(client, server)).toBe(".");
    expect([stateOf(client), stateOf(server)]).toEqual(["TIME_WAIT", "none"]);

    const [timeWait] = connections(client);
    expect(timeWait).toMatchObject({ timer: { kind: "time-wait", retries: 0 }, inode: 0, info: null });
    const { timer } = timeWait ?? {};
    expect(timer?.kind === "time-wait" && timer.remainingMs > 59_000 && timer.remainingMs <= 60_100).toBe(
      true,
    );
  });

  it("FINs that cross on the wire pass CLOSING on both sides", () => {
    const { client, server } = twoHosts();
    const { clientFd, serverFd } = establish(client, server);
    succeeded(shutdown(clientFd, SHUT_WR));
    succeeded(shutdown(serverFd, SHUT_WR));
    expect([tcpState(clientFd), tcpState(serverFd)].map(succeeded)).toEqual(["FIN_WAIT1", "FIN_WAIT1"]);
    const fins = [take(client), take(server)];
    if (fins[0]) server.tap.write(fins[0]);
    if (fins[1]) client.tap.write(fins[1]);
    expect([stateOf(client), stateOf(server)]).toEqual(["CLOSING", "CLOSING"]);
    expect(carryAll(client, server)).toEqual([".", "."]);
    expect([stateOf(client), stateOf(server)]).toEqual(["TIME_WAIT", "TIME_WAIT"]);
  });

  it("SYNs that cross between two bound sockets make one connection without a LISTEN socket", () => {
    const { client, server } = twoHosts();
    const ends = [client, server].map((host) => {
      const fd = streamSocket(host);
      succeeded(bind(fd, { family: "AF_INET", address: host.address, port: 7000 }));
      return fd;
    });
    connect(ends[0] ?? -1, { family: "AF_INET", address: server.address, port: 7000 });
    connect(ends[1] ?? -1, { family: "AF_INET", address: client.address, port: 7000 });
    const syns = [take(client), take(server)];
    expect([stateOf(client), stateOf(server)]).toEqual(["SYN_SENT", "SYN_SENT"]);
    if (syns[0]) server.tap.write(syns[0]);
    if (syns[1]) client.tap.write(syns[1]);
    expect([stateOf(client), stateOf(server)]).toEqual(["SYN_RECV", "SYN_RECV"]);
    carryAll(client, server);
    expect([stateOf(client), stateOf(server)]).toEqual(["ESTABLISHED", "ESTABLISHED"]);
  });

  it("one cookie names the connection from SYN_RECV to ESTABLISHED to TIME_WAIT", () => {
    const { client, server } = twoHosts();
    const listenFd = listeningSocket(server, 7000);
    const clientFd = streamSocket(client);
    connect(clientFd, SERVER_ADDRESS);
    carry(client, server);
    const cookies = connections(server).map((socket) => `${socket.state} ${socket.cookie}`);
    carry(server, client);
    carry(client, server);
    cookies.push(...connections(server).map((socket) => `${socket.state} ${socket.cookie}`));
    const serverFd = succeeded(accept4(listenFd)).fd;
    server.descriptors.push(serverFd);
    const cookie = succeeded(socketCookie(serverFd));
    closeNow(server, serverFd);
    carryAll(client, server);
    closeNow(client, clientFd);
    carryAll(client, server);
    cookies.push(...connections(server).map((socket) => `${socket.state} ${socket.cookie}`));
    expect(cookies).toEqual([`SYN_RECV ${cookie}`, `ESTABLISHED ${cookie}`, `TIME_WAIT ${cookie}`]);
    expect(cookie).not.toBe("0");
  });

  it("data not yet read or acknowledged is seen in the queues, and tcp_info counts it", () => {
    const { client, server } = twoHosts();
    const { clientFd, serverFd } = establish(client, server);
    expect(send(clientFd, new TextEncoder().encode("hello"))).toEqual({ ok: true, value: 5 });
    expect(connections(client)).toMatchObject([{ sendQueue: 5, info: { unacked: 1 } }]);
    expect(carry(client, server)).toBe("P.");
    expect(connections(server)).toMatchObject([{ recvQueue: 5, info: { bytesReceived: 5 } }]);
    carryAll(client, server);
    expect(connections(client)).toMatchObject([{ sendQueue: 0, congestionControl: "reno" }]);
    expect(succeeded(tcpInfo(clientFd))).toMatchObject({ state: "ESTABLISHED", bytesAcked: 6, sndMss: 1448 });
    const into = new Uint8Array(128);
    expect(recv(serverFd, into)).toEqual({ ok: true, value: 5 });
    expect(new TextDecoder().decode(into.subarray(0, 5))).toBe("hello");
    expect(recv(serverFd, into)).toMatchObject({ ok: false, code: "EAGAIN" });
  });

  it("a LISTEN socket shows its accept queue and its backlog", () => {
    const { client, server } = twoHosts();
    listeningSocket(server, 7000, 5);
    for (let count = 0; count < 2; count++) connect(streamSocket(client), SERVER_ADDRESS);
    carryAll(client, server);
    const [listener] = server.diag
      .dump({ family: AF_INET, protocol: IPPROTO_TCP })
      .filter((socket) => socket.state === "LISTEN");
    expect(listener).toMatchObject({ recvQueue: 2, sendQueue: 5, local: { port: 7000 } });
  });

  it("a port where nobody listens answers RST, and SO_ERROR tells ECONNREFUSED once", () => {
    const { client, server } = twoHosts();
    const fd = streamSocket(client);
    connect(fd, { ...SERVER_ADDRESS, port: 9 });
    expect(carryAll(client, server)).toEqual(["S", "R."]);
    expect(getsockopt(fd, SOL_SOCKET, SO_ERROR)).toEqual({ ok: true, value: 111 });
    expect(getsockopt(fd, SOL_SOCKET, SO_ERROR)).toEqual({ ok: true, value: 0 });
    expect(succeeded(tcpState(fd))).toBe("CLOSE");
  });
});
