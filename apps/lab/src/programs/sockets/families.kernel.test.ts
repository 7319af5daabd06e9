import { existsSync } from "node:fs";
import { describeKernel } from "@wirestage/linux/testing";
import { printCall } from "@wirestage/trace";
import { afterEach, expect, it } from "vitest";
import { ProgramBench } from "../../testing-programs.ts";

let pair: ProgramBench;

afterEach(() => pair.close());

const TELL = `const tell = (promise) => promise.then((value) => host.print(JSON.stringify(value) ?? "None"), (error) => host.print(error.code ?? error.name));
const text = (data) => host.decode(data);`;

const UDP_SERVER = `const s = await host.socket("AF_INET", "SOCK_DGRAM"); await s.bind([ADDRESS, PORT]);`;
const UDP_CLIENT = `const s = await host.socket("AF_INET", "SOCK_DGRAM");`;
const OWN_CLIENT = `await s.bind(["192.0.2.1", 5000]);`;

describeKernel("datagram sockets", () => {
  it("keep the bounds of datagrams, tell where each came from, and bring empty ones", async () => {
    pair = new ProgramBench(
      {
        server: `${UDP_SERVER} ${TELL}
          for (let count = 0; count < 3; count++) {
            const [data, peer] = await s.recvfrom(100);
            host.print(text(data) + " " + JSON.stringify(peer));
          }`,
        client: `${UDP_CLIENT} ${OWN_CLIENT} ${TELL}
          for (const word of ["one", "", "three"]) await tell(s.sendto(host.encode(word), [ADDRESS, PORT]));`,
      },
      "udp-echo",
    );
    await pair.run();
    expect(pair.printed("client")).toEqual(["3", "0", "5"]);
    expect(pair.printed("server")).toEqual(["one", "", "three"].map((word) => `${word} ["192.0.2.1",5000]`));
    expect(pair.answers("recvfrom")[0]).toBe("(b'one', ('192.0.2.1', 5000))");
  });

  it("lose what does not fit into a short buffer; MSG_TRUNC tells how long it was", async () => {
    pair = new ProgramBench(
      {
        server: `${UDP_SERVER} ${TELL}
          host.print(text(await s.recv(4)));
          host.print(text(await s.recv(100)));
          host.print(String((await s.recv(4, "MSG_TRUNC")).length));`,
        client: `${UDP_CLIENT} for (const word of ["too long", "next", "very long"]) await s.sendto(host.encode(word), [ADDRESS, PORT]);`,
      },
      "udp-echo",
    );
    await pair.run();
    expect(pair.printed("server")).toEqual(["too ", "next", "9"]);
  });

  it("connected, learn that nobody listens there, and unconnected do not", async () => {
    pair = new ProgramBench(
      {
        server: `${UDP_SERVER} await s.recv(1);`,
        client: `${UDP_CLIENT} ${TELL}
          await s.sendto(host.encode("x"), [ADDRESS, PORT + 1]);
          await s.settimeout(0.05);
          await tell(s.recv(10));
          await s.connect([ADDRESS, PORT + 1]);
          await s.settimeout(5);
          await s.send(host.encode("x"));
          await tell(s.recv(10));
          await tell(s.getpeername());
          await s.connect([ADDRESS, PORT]);
          await s.send(host.encode("x"));`,
      },
      "udp-echo",
    );
    await pair.run({ latencyMs: 2 });
    expect(pair.printed("client")).toEqual(["timeout", "ECONNREFUSED", '["192.0.2.2",8889]']);
    const refused = pair
      .calls("recv")
      .find(({ returned }) => returned?.outcome.ok === false && returned.outcome.code === "ECONNREFUSED");
    expect(refused?.blocked).not.toBeNull();
  });

  it("start their client once the server is bound, and only once", async () => {
    pair = new ProgramBench(
      {
        server: `${UDP_SERVER} const t = await host.socket("AF_INET", "SOCK_DGRAM"); await t.bind([ADDRESS, 0]); await s.recv(1);`,
        client: `${UDP_CLIENT} await s.sendto(host.encode("x"), [ADDRESS, PORT]);`,
      },
      "udp-echo",
    );
    await pair.run();
    expect(pair.bench.events("program.started")).toHaveLength(2);
  });
});

describeKernel("addresses", () => {
  it("take two names that need no resolver, and tell what they came to", async () => {
    pair = new ProgramBench({
      server: `${TELL}
        for (const [family, name] of [["AF_INET", ""], ["AF_INET", "localhost"], ["AF_INET6", ""], ["AF_INET6", "localhost"]]) {
          const s = await host.socket(family);
          await s.bind([name, PORT]);
          await tell(s.getsockname());
          await s.close();
        }
        const u = await host.socket("AF_UNIX");
        await tell(u.getsockname());
        await tell(u.getpeername());`,
      client: "",
    });
    pair.open();
    await pair.bench.until("the server to end", () => pair.bench.events("program.ended").length === 1);
    expect(pair.printed("server")).toEqual([
      '["0.0.0.0",8888]',
      '["127.0.0.1",8888]',
      '["::",8888]',
      '["::1",8888]',
      '""',
      "ENOTCONN",
    ]);
    const [bind] = pair.calls("bind");
    expect(bind && printCall(bind.entered)).toBe("bind(('', 8888))");
  });

  it("of another family, or no numbers, are no call", async () => {
    pair = new ProgramBench({
      server: `${TELL}
        const s = await host.socket("AF_INET");
        const u = await host.socket("AF_UNIX");
        for (const address of [["server", PORT], ["::1", PORT], "echo.sock", ["192.0.2.2", 70000]]) await tell(s.bind(address));
        for (const address of [["192.0.2.2", PORT], "/tmp/echo.sock", "../echo.sock"]) await tell(u.bind(address));
        await tell(host.unlink("/etc/passwd"));`,
      client: "",
    });
    pair.open();
    await pair.bench.until("the server to end", () => pair.bench.events("program.ended").length === 1);
    expect(pair.calls("bind")).toEqual([]);
    expect(pair.calls("unlink")).toEqual([]);
    expect(pair.printed("server")).toHaveLength(8);
  });
});

describeKernel("AF_INET6", () => {
  it("turns IPv6 on when the first such socket is made, and goes over the wire", async () => {
    pair = new ProgramBench(
      {
        server: `const l = await host.socket("AF_INET6"); await l.bind([ADDRESS, PORT]); await l.listen();
          const [c, peer] = await l.accept(); host.print(peer[0]); await c.sendall(await c.recv(10));`,
        client: `const s = await host.socket("AF_INET6"); await s.connect([ADDRESS, PORT]);
          await s.sendall(host.encode("six")); host.print(host.decode(await s.recv(10)));`,
      },
      "tcp6-echo",
    );
    await pair.run();
    expect(pair.printed("server")).toEqual(["2001:db8::1"]);
    expect(pair.printed("client")).toEqual(["six"]);
    expect(pair.answers("accept")[0]).toContain("('2001:db8::1', ");
    const changed = pair.bench.events("sysctl.changed");
    expect(new Set(changed.map(({ host }) => host))).toEqual(new Set(["client", "server"]));
    expect(changed[0]?.seq).toBeLessThan(pair.bench.events("call.entered")[0]?.seq ?? 0);
  });

  it("is off in a lab without it", async () => {
    pair = new ProgramBench({ server: `await host.socket("AF_INET");`, client: "" });
    pair.open();
    await pair.bench.until("the server to end", () => pair.bench.events("program.ended").length === 1);
    expect(pair.bench.events("sysctl.changed")).toEqual([]);
  });
});

describeKernel("AF_UNIX", () => {
  const SERVER = `await host.unlink(ADDRESS);
    const l = await host.socket("AF_UNIX"); await l.bind(ADDRESS); await l.listen(5);
    const [c, peer] = await l.accept(); host.print(JSON.stringify(peer)); await c.sendall(host.upper(await c.recv(10)));`;
  const CLIENT = `const s = await host.socket("AF_UNIX"); await s.connect(ADDRESS);
    await s.sendall(host.encode("one host")); host.print(host.decode(await s.recv(10))); host.print(ADDRESS);`;

  it("runs both programs on one host with an empty wire, at a path of the lab's own that goes with the lab", async () => {
    pair = new ProgramBench({ server: SERVER, client: CLIENT }, "unix-echo");
    await pair.run();
    const [reply, path] = pair.printed("client");
    expect(reply).toBe("ONE HOST");
    expect(pair.bench.events("program.started").map(({ host }) => host)).toEqual(["server", "server"]);
    expect(pair.bench.log.frames).toEqual([]);
    expect(pair.answers("accept")[0]).toMatch(/^\(<socket fd=\d+>, ''\)$/);
    expect(existsSync(path ?? "")).toBe(true);
    await pair.bench.close();
    expect(existsSync(path ?? "")).toBe(false);
  });

  it("lets no run choose another path", async () => {
    pair = new ProgramBench({ server: SERVER, client: CLIENT }, "unix-echo");
    await pair.run({ parameters: { ADDRESS: "/run/docker.sock" } });
    expect(pair.printed("client")[1]).not.toContain("docker");
  });

  it("leaves its file behind, so that the path is in use until unlink", async () => {
    pair = new ProgramBench(
      {
        server: `${TELL}
          for (let count = 0; count < 2; count++) {
            const s = await host.socket("AF_UNIX", "SOCK_DGRAM");
            await tell(s.bind(ADDRESS));
            await s.close();
          }
          await tell(host.unlink(ADDRESS));
          await tell(host.unlink(ADDRESS));
          const s = await host.socket("AF_UNIX", "SOCK_DGRAM");
          await tell(s.bind(ADDRESS));
          await tell(s.getsockname().then((path) => path === ADDRESS));`,
        client: "",
      },
      "unix-echo",
    );
    pair.open();
    await pair.bench.until("the server to end", () => pair.bench.events("program.ended").length === 1);
    expect(pair.printed("server")).toEqual(["None", "EADDRINUSE", "None", "None", "None", "true"]);
  });

  it("waits where a listener's queue is full, unless it has a timeout", async () => {
    pair = new ProgramBench(
      {
        server: `const l = await host.socket("AF_UNIX"); await l.bind(ADDRESS); await l.listen(0); await host.input(""); await l.accept(); await host.input("");`,
        client: `${TELL}
          const [a, b, c] = [await host.socket("AF_UNIX"), await host.socket("AF_UNIX"), await host.socket("AF_UNIX")];
          await tell(a.connect(ADDRESS));
          await c.settimeout(5);
          await tell(c.connect(ADDRESS));
          await tell(b.connect(ADDRESS));`,
      },
      "unix-echo",
    );
    pair.open();
    await pair.bench.until("the connect to wait", () =>
      pair.calls("connect").some(({ blocked }) => blocked !== null),
    );
    expect(pair.printed("client")).toEqual(["None", "EAGAIN"]);
    pair.bench.command({ do: "program.input", program: 1, text: "" });
    await pair.bench.until("the client to end", () => pair.bench.events("program.ended").length === 1);
    expect(pair.printed("client")).toEqual(["None", "EAGAIN", "None"]);
  });
});
