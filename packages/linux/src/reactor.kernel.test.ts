import { expect, it } from "vitest";
import {
  AF_UNIX,
  accept4,
  bind,
  close,
  connect,
  listen,
  monotonicNow,
  Reactor,
  recv,
  SOCK_STREAM,
  send,
  socket,
} from "./index.ts";
import {
  carryAll,
  connections,
  listeningSocket,
  streamSocket,
  succeeded,
  take,
  tcpFlags,
  twoHosts,
} from "./kernel-fixture.ts";
import { describeKernel } from "./testing.ts";

const READ = { read: true, write: false };

/** Two connected AF_UNIX descriptors. */
function socketPair(): [number, number] {
  const path = `\0wirestage-${process.pid}-${monotonicNow()}`;
  const listener = succeeded(socket(AF_UNIX, SOCK_STREAM));
  succeeded(bind(listener, { family: "AF_UNIX", path }));
  succeeded(listen(listener, 1));
  const a = succeeded(socket(AF_UNIX, SOCK_STREAM));
  succeeded(connect(a, { family: "AF_UNIX", path }));
  const b = succeeded(accept4(listener)).fd;
  close(listener);
  return [a, b];
}

describeKernel("reactor", () => {
  it("wakes for a frame that a kernel timer caused: a SYN that nobody carried is sent again after 1 s", async () => {
    const { client } = twoHosts();
    connect(streamSocket(client), { family: "AF_INET", address: "10.0.0.2", port: 7000 });
    const started = monotonicNow();
    expect(tcpFlags(take(client) ?? new Uint8Array(64))).toBe("S");
    const again = await new Promise<Uint8Array | null>((resolve) => {
      const reactor = new Reactor(() => undefined);
      reactor.watch(client.tap.fd, READ, () => {
        reactor.close();
        resolve(take(client));
      });
      reactor.start();
    });
    expect(tcpFlags(again ?? new Uint8Array(64))).toBe("S");
    expect(Number(monotonicNow() - started) / 1e6).toBeGreaterThan(900);
    expect(connections(client)).toMatchObject([
      { state: "SYN_SENT", timer: { kind: "retransmit", retries: 1 }, info: { retransmits: 1 } },
    ]);
  });

  it("fires a deadline once, never early, and promises made in it go on", async () => {
    const lateNs: number[] = [];
    await new Promise<void>((resolve) => {
      let deadline = 0n;
      const reactor = new Reactor(() => {
        lateNs.push(Number(monotonicNow() - deadline));
        void Promise.resolve().then(next);
      });
      const next = (): void => {
        if (lateNs.length === 20) {
          reactor.close();
          resolve();
          return;
        }
        deadline = monotonicNow() + 1_500_000n;
        reactor.setDeadline(deadline);
      };
      reactor.start();
      next();
    });
    expect(lateNs).toHaveLength(20);
    expect(Math.min(...lateNs)).toBeGreaterThanOrEqual(0);
  });

  it("a deadline that is past fires, one that was taken back does not", async () => {
    const fired: string[] = [];
    await new Promise<void>((resolve) => {
      const reactor = new Reactor(() => {
        fired.push("past");
        reactor.close();
        resolve();
      });
      reactor.start();
      reactor.setDeadline(monotonicNow() + 1n);
      reactor.setDeadline(null);
      setImmediate(() => reactor.setDeadline(monotonicNow() - 1_000_000n));
    });
    expect(fired).toEqual(["past"]);
  });

  it("unwatching a descriptor in the callback of another silences it in the same batch", async () => {
    const pairs = [socketPair(), socketPair()];
    const called: number[] = [];
    await new Promise<void>((resolve) => {
      const reactor = new Reactor(() => {
        reactor.close();
        resolve();
      });
      const ends = pairs.map(([, end]) => end);
      for (const end of ends) {
        reactor.watch(end, READ, () => {
          called.push(end);
          for (const each of ends) reactor.unwatch(each);
        });
      }
      for (const [start] of pairs) succeeded(send(start, new Uint8Array(1)));
      reactor.setDeadline(monotonicNow() + 20_000_000n);
      reactor.start();
    });
    expect(called).toHaveLength(1);
    for (const fd of pairs.flat()) close(fd);
  });

  it("changing the interest to writing tells of room, and hang-up of a closed peer", async () => {
    const [a, b] = socketPair();
    const seen: string[] = [];
    await new Promise<void>((resolve) => {
      const reactor = new Reactor(() => undefined);
      reactor.watch(a, READ, (ready) => {
        if (ready.hangUp) {
          expect(recv(a, new Uint8Array(64))).toEqual({ ok: true, value: 0 });
          seen.push("hang-up");
          reactor.close();
          resolve();
        } else if (ready.writable) {
          seen.push("writable");
          reactor.change(a, READ);
          close(b);
        }
      });
      reactor.change(a, { read: false, write: true });
      reactor.start();
    });
    close(a);
    expect(seen).toEqual(["writable", "hang-up"]);
  });

  it("carries a whole handshake by its own callbacks", async () => {
    const { client, server } = twoHosts();
    listeningSocket(server, 7000);
    const fd = streamSocket(client);
    const frames: string[] = [];
    connect(fd, { family: "AF_INET", address: "10.0.0.2", port: 7000 });
    await new Promise<void>((resolve) => {
      const reactor = new Reactor(() => undefined);
      reactor.watch(client.tap.fd, READ, () => frames.push(...carryAll(client, server)));
      reactor.watch(fd, { read: false, write: true }, (ready) => {
        if (ready.hangUp || !ready.writable) return;
        reactor.close();
        resolve();
      });
      reactor.start();
    });
    expect(frames).toEqual(["S", "S.", "."]);
  });
});
