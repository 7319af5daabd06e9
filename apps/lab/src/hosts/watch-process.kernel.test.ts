import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type SocketAddress } from "@wirestage/linux";
import { describeKernel } from "@wirestage/linux/testing";
import type { EventFacts } from "@wirestage/trace";
import { afterEach, beforeEach, expect, it } from "vitest";
import { TwoHosts } from "./two-hosts.fixture.ts";

const SERVER: SocketAddress = { family: "AF_INET", address: "192.0.2.2", port: 8888 };
const PROGRAM = 7;
/** Answers every connection with a line and keeps it. */
const LISTEN = `require("net").createServer((c) => c.write("hello\\n")).listen(8888, "192.0.2.2")`;
/** The child ends with its parent, whose end closes the child's standard input. */
const UNTIL_ORPHAN = `${LISTEN}; process.stdin.resume().on("end", () => process.exit())`;
const LISTEN_IN_CHILD = `require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(UNTIL_ORPHAN)}])`;
const BIND_DATAGRAM = `require("dgram").createSocket("udp4").bind(5353)`;

let hosts: TwoHosts;
let children: ChildProcess[];

beforeEach(() => {
  hosts = new TwoHosts();
  children = [];
});

afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  await hosts.close();
});

/** A process on the server that no tracer knows, and whose standard streams are sockets of this process. */
function command(script: string): ChildProcess {
  const child = hosts.server.run(() => spawn(process.execPath, ["-e", script], { stdio: "pipe" }));
  children.push(child);
  hosts.server.sockets.watchProcess(child.pid ?? 0, PROGRAM);
  return child;
}

/** Looks at the server, as its lab does now and then, until it shows such a socket. */
async function shows(facts: Partial<Extract<EventFacts, { kind: "socket.opened" }>>): Promise<void> {
  const found = () => {
    hosts.server.settle();
    hosts.carryAll();
    return hosts.sockets(hosts.server);
  };
  await expect.poll(found, { interval: 10, timeout: 15_000 }).toContainEqual(expect.objectContaining(facts));
}

describeKernel("a process whose calls nobody sees", () => {
  it("has its sockets shown with its own descriptors, and only sampled", async () => {
    command(LISTEN);
    await shows({ family: "AF_INET", type: "SOCK_STREAM", state: "LISTEN", program: PROGRAM });
    const [listener] = hosts.sockets(hosts.server);
    expect(listener).toMatchObject({ kind: "socket.opened", cause: { by: "kernel" }, sampling: "sampled" });
    expect(listener?.fd).toBeGreaterThan(2);
  });

  it("has the connections shown that it accepts", async () => {
    command(LISTEN);
    await shows({ state: "LISTEN" });
    const fd = hosts.socket(hosts.client, "AF_INET", "SOCK_STREAM");
    hosts.call(hosts.client, () => connect(fd, SERVER));
    await shows({
      state: "ESTABLISHED",
      program: PROGRAM,
      remote: expect.objectContaining({ address: "192.0.2.1" }),
    });
    await expect
      .poll(() => {
        hosts.server.settle();
        hosts.carryAll();
        return hosts.sockets(hosts.client)[0]?.queues.receive;
      })
      .toBe("hello\n".length);
  });

  it("is not confused with the sockets by which its standard streams reach this process", async () => {
    command(LISTEN);
    await shows({ state: "LISTEN" });
    expect(hosts.sockets(hosts.server)).toHaveLength(1);
  });

  it("has the sockets of its children, too", async () => {
    command(LISTEN_IN_CHILD);
    await shows({ state: "LISTEN", program: PROGRAM });
  });

  it("has datagram sockets shown, which no frame tells of", async () => {
    command(BIND_DATAGRAM);
    await shows({
      family: "AF_INET",
      type: "SOCK_DGRAM",
      state: "CLOSE",
      local: { address: "0.0.0.0", port: 5353 },
    });
  });

  it("is asked after now and then, until it is watched no longer", () => {
    const child = command(LISTEN);
    hosts.server.settle();
    expect(hosts.server.sockets.nextExpiry()).not.toBeNull();
    hosts.server.sockets.unwatchProcess(child.pid ?? 0);
    expect(hosts.server.sockets.nextExpiry()).toBeNull();
  });

  it("takes its sockets with it, with its end as the cause", async () => {
    const child = command(LISTEN);
    await shows({ state: "LISTEN" });
    child.kill("SIGKILL");
    await once(child, "exit");
    hosts.server.settle();
    expect(hosts.trace.at(-1)).toMatchObject({
      kind: "socket.closed",
      before: "LISTEN",
      cause: { by: "exit", program: PROGRAM },
    });
  });
});
