import { describeKernel } from "@wirestage/linux/testing";
import { NS_PER_MS } from "@wirestage/trace";
import { afterEach, expect, it } from "vitest";
import { ACCEPT, CONNECT } from "../../testing-pair.ts";
import { ProgramBench } from "../../testing-programs.ts";

let pair: ProgramBench;

afterEach(() => pair.close());

/** Prints what came of a promise: its value, or the code of its error. */
const TELL = `const tell = (promise) => promise.then((value) => host.print(String(value)), (error) => host.print(error.code));
const text = (data) => host.decode(data);`;

function waited(name: string): number {
  const [call] = pair.calls(name);
  return ((call?.returned?.t ?? 0) - (call?.entered.t ?? 0)) / NS_PER_MS;
}

describeKernel("a stream socket that does not wait for ever", () => {
  it("ends a recv with `timeout` when its time is over, and reads on afterwards", async () => {
    pair = new ProgramBench({
      server: `${ACCEPT} await c.recv(1); await c.sendall(host.encode("late"));`,
      client: `${CONNECT} ${TELL}
        await s.settimeout(0.05);
        await tell(s.recv(10));
        await s.sendall(host.encode("x"));
        await s.settimeout(null);
        host.print(text(await s.recv(10)));`,
    });
    await pair.run();
    expect(pair.printed("client")).toEqual(["timeout", "late"]);
    const timedOut = pair.calls("recv").find(({ returned }) => returned?.outcome.ok === false);
    expect(timedOut?.blocked).not.toBeNull();
    expect(timedOut?.returned?.outcome).toEqual({ ok: false, errno: 0, code: "timeout" });
    const ms = ((timedOut?.returned?.t ?? 0) - (timedOut?.blocked?.t ?? 0)) / NS_PER_MS;
    expect(ms).toBeGreaterThanOrEqual(49);
  });

  it("answers EAGAIN and EINPROGRESS at once where it is told not to block", async () => {
    pair = new ProgramBench({
      server: `${ACCEPT} await c.recv(1);`,
      client: `${TELL}
        const s = await host.socket("AF_INET");
        await s.setblocking(false);
        host.print(String(s.gettimeout()));
        await tell(s.connect([ADDRESS, PORT]));
        await tell(s.connect_ex([ADDRESS, PORT]));
        await tell(s.recv(10));
        await s.setblocking(true);
        await tell(s.connect([ADDRESS, PORT]));
        await tell(s.recv(10, "MSG_DONTWAIT"));`,
    });
    await pair.run({ latencyMs: 5 });
    expect(pair.printed("client")).toEqual(["0", "EINPROGRESS", "114", "EAGAIN", "undefined", "EAGAIN"]);
    const client = pair.calls("recv").filter(({ entered }) => entered.host === "client");
    expect(client.map(({ blocked }) => blocked)).toEqual([null, null]);
  });

  it("waits in connect no longer than its timeout; then the same connection is already under way", async () => {
    pair = new ProgramBench({
      server: `${ACCEPT}`,
      client: `${TELL}
        const s = await host.socket("AF_INET");
        await s.settimeout(0.05);
        await tell(s.connect([ADDRESS, PORT]));
        await tell(s.connect([ADDRESS, PORT]));
        const t = await host.socket("AF_INET");
        await t.settimeout(0.05);
        await tell(t.connect_ex([ADDRESS, PORT]));`,
    });
    pair.open({ hold: true });
    await pair.bench.until("the client to end", () => pair.bench.events("program.ended").length === 1);
    expect(pair.printed("client")).toEqual(["timeout", "EALREADY", "11"]);
    expect(pair.calls("connect").map(({ blocked }) => blocked !== null)).toEqual([true, false]);
    expect(waited("connect_ex")).toBeGreaterThanOrEqual(49);
  });

  it("answers the errno of a refused connection, or throws it", async () => {
    pair = new ProgramBench({
      server: `const l = await host.socket("AF_INET"); await l.bind([ADDRESS, PORT]); await l.listen(); await l.accept();`,
      client: `${TELL}
        const s = await host.socket("AF_INET");
        await tell(s.connect_ex([ADDRESS, PORT + 1]));
        await tell(s.connect([ADDRESS, PORT + 1]));
        await tell(s.connect_ex([ADDRESS, PORT]));`,
    });
    await pair.run();
    expect(pair.printed("client")).toEqual(["111", "ECONNREFUSED", "0"]);
    expect(pair.answers("connect_ex")).toEqual(["111", "0"]);
  });

  it("waits in accept no longer than its timeout, and the accepted socket waits as long as it takes", async () => {
    pair = new ProgramBench({
      server: `${TELL}
        const l = await host.socket("AF_INET");
        await l.bind([ADDRESS, PORT]);
        await l.settimeout(0.02);
        await l.listen();
        await l.settimeout(5);
        const [c] = await l.accept();
        host.print(String(c.gettimeout()));
        await l.settimeout(0.02);
        await tell(l.accept());`,
      client: `${CONNECT} await s.recv(1);`,
    });
    await pair.run();
    expect(pair.printed("server")).toEqual(["null", "timeout"]);
  });
});

describeKernel("the send buffer of a stream socket", () => {
  it("full, it takes a part without blocking, then nothing, and a sendall with a timeout gives up", async () => {
    pair = new ProgramBench({
      server: `${ACCEPT} await c.setsockopt("SOL_SOCKET", "SO_RCVBUF", 4096); await host.input("");`,
      client: `${CONNECT} ${TELL}
        const much = new Uint8Array(3_000_000);
        await s.setblocking(false);
        const taken = await s.send(much);
        host.print(String(taken > 0 && taken < much.length));
        let error = null;
        while (error === null) await s.send(much).catch((caught) => { error = caught; });
        host.print(error.code);
        await s.settimeout(0.02);
        await tell(s.sendall(much));`,
    });
    pair.open();
    await pair.bench.until("the client to end", () => pair.bench.events("program.ended").length === 1);
    expect(pair.printed("client")).toEqual(["true", "EAGAIN", "timeout"]);
  });

  it("full, it keeps a blocking send waiting until the peer has read, and then all of it is taken", async () => {
    pair = new ProgramBench({
      server: `${ACCEPT}
        await host.input("");
        let received = 0;
        for (let data = await c.recv(65536); data.length > 0; data = await c.recv(65536)) received += data.length;
        host.print(String(received));`,
      client: `${CONNECT} host.print(String(await s.send(new Uint8Array(3_000_000)))); await s.close();`,
    });
    pair.open({ latencyMs: 1 });
    const isBlocked = () => pair.calls("send").some(({ blocked }) => blocked !== null);
    await pair.bench.until("the send to wait", isBlocked);
    expect(pair.answers("send")).toEqual(["waiting"]);
    pair.bench.command({ do: "program.input", program: 1, text: "" });
    await pair.bench.until("both programs to end", () => pair.bench.events("program.ended").length === 2);
    expect(pair.printed("client")).toEqual(["3000000"]);
    expect(pair.printed("server")).toEqual(["3000000"]);
  });

  it("full, it answers the part that was taken before a reset, of which the next call is told", async () => {
    pair = new ProgramBench({
      server: `${ACCEPT} await host.input(""); await c.close();`,
      client: `${CONNECT} ${TELL}
        const taken = await s.send(new Uint8Array(3_000_000));
        host.print(String(taken > 0 && taken < 3_000_000));
        await tell(s.send(host.encode("x")));
        await tell(s.send(host.encode("x")));`,
    });
    pair.open();
    const isBlocked = () => pair.calls("send").some(({ blocked }) => blocked !== null);
    await pair.bench.until("the send to wait", isBlocked);
    pair.bench.command({ do: "program.input", program: 1, text: "" });
    await pair.bench.until("both programs to end", () => pair.bench.events("program.ended").length === 2);
    expect(pair.printed("client")).toEqual(["true", "ECONNRESET", "EPIPE"]);
  });

  it("makes no segment of nothing, and still asks the kernel", async () => {
    pair = new ProgramBench({
      server: `${ACCEPT} host.print(text(await c.recv(10)));
        function text(data) { return host.decode(data); }`,
      client: `${CONNECT} ${TELL}
        await tell(s.send(host.encode("")));
        await tell(s.sendall(host.encode("")));
        await s.sendall(host.encode("end"));
        await s.shutdown("SHUT_WR");
        await tell(s.sendall(host.encode("")));`,
    });
    await pair.run();
    expect(pair.printed("client")).toEqual(["0", "undefined", "EPIPE"]);
    expect(pair.printed("server")).toEqual(["end"]);
  });
});

describeKernel("receiving from a stream", () => {
  it("only looks with MSG_PEEK, and gathers all that is asked for with MSG_WAITALL", async () => {
    pair = new ProgramBench({
      server: `${ACCEPT} await c.sendall(host.encode("abc")); await c.recv(1); await c.sendall(host.encode("defgh"));`,
      client: `${CONNECT} ${TELL}
        host.print(text(await s.recv(10, "MSG_PEEK")));
        await s.send(host.encode("x"));
        host.print(text(await s.recv(6, "MSG_PEEK", "MSG_WAITALL")));
        host.print(text(await s.recv(6, "MSG_WAITALL")));
        host.print(text(await s.recv(10, "MSG_PEEK", "MSG_WAITALL")));
        host.print(text(await s.recv(10, "MSG_WAITALL")));
        host.print(String((await s.recv(10, "MSG_WAITALL")).length));`,
    });
    await pair.run({ latencyMs: 2 });
    expect(pair.printed("client")).toEqual(["abc", "abcdef", "abcdef", "gh", "gh", "0"]);
  });

  it("takes one datagram, whatever MSG_WAITALL says", async () => {
    pair = new ProgramBench(
      {
        server: "await host.input('');",
        client: `${TELL}
        const one = await host.socket("AF_INET", "SOCK_DGRAM");
        await one.bind(["192.0.2.1", 9000]);
        const other = await host.socket("AF_INET", "SOCK_DGRAM");
        await other.sendto(host.encode("ab"), ["192.0.2.1", 9000]);
        host.print(text(await one.recv(9, "MSG_PEEK", "MSG_WAITALL")));
        host.print(text(await one.recv(9, "MSG_WAITALL")));`,
      },
      "udp-echo",
    );
    pair.bench.open();
    pair.bench.command({
      do: "program.start",
      run: "udp-echo",
      role: "client",
      language: "ts",
      parameters: {},
      input: [],
      paceMs: 0,
    });
    await pair.bench.until("it to end", () => pair.bench.events("program.ended").length === 1);
    expect(pair.printed("client")).toEqual(["ab", "ab"]);
  });

  it("answers what came before a reset, of which the next call is told", async () => {
    pair = new ProgramBench({
      server: `${ACCEPT} await c.sendall(host.encode("ab")); await host.input(""); await c.close();`,
      client: `${CONNECT} ${TELL}
        await s.send(host.encode("unread"));
        host.print(text(await s.recv(4, "MSG_WAITALL")));
        await tell(s.recv(4));`,
    });
    pair.open();
    await pair.bench.until("a part", () => pair.bench.events("program.asking").length === 1);
    pair.bench.command({ do: "program.input", program: 1, text: "" });
    await pair.bench.until("the client to end", () => pair.bench.events("program.ended").length === 2);
    expect(pair.printed("client")).toEqual(["ab", "ECONNRESET"]);
  });

  it("waits by a timeout although MSG_DONTWAIT tells the kernel not to, as in Python", async () => {
    pair = new ProgramBench({
      server: `${ACCEPT} await c.recv(1);`,
      client: `${CONNECT} ${TELL} await s.settimeout(0.02); await tell(s.recv(4, "MSG_DONTWAIT"));`,
    });
    await pair.run();
    expect(pair.printed("client")).toEqual(["timeout"]);
  });

  it("waits for no urgent byte, and reads one beside the stream", async () => {
    pair = new ProgramBench({
      server: `${ACCEPT} ${TELL}
        await tell(c.recv(1, "MSG_OOB"));
        await c.sendall(host.encode("go"));
        await c.recv(10, "MSG_PEEK");
        host.print(text(await c.recv(1, "MSG_OOB")));
        host.print(text(await c.recv(10)));`,
      client: `${CONNECT} await s.recv(2); await s.send(host.encode("ab!"), "MSG_OOB"); await s.recv(1);`,
    });
    await pair.run();
    expect(pair.printed("server")).toEqual(["EINVAL", "!", "ab"]);
  });

  it("reads and writes by lines through a file, whose calls are those of the socket, on the lines of the program", async () => {
    pair = new ProgramBench({
      server: `${ACCEPT}
        const file = c.makefile("rw");
        for (let line = await file.readline(); line.length > 0; line = await file.readline()) {
          await file.write(host.upper(line));
          await file.flush();
        }
        await file.close();`,
      client: `${CONNECT} ${TELL}
        await s.sendall(host.encode("one\\ntw"));
        host.print(text(await s.recv(10)).trim());
        await s.sendall(host.encode("o\\n"));
        host.print(text(await s.recv(10)).trim());
        await s.sendall(host.encode("x".repeat(20_000) + "\\n"));
        host.print(text(await s.recv(20_001, "MSG_WAITALL")).slice(-4).trim());
        await s.shutdown("SHUT_WR");
        host.print(String((await s.recv(10)).length));`,
    });
    await pair.run();
    expect(pair.printed("client")).toEqual(["ONE", "TWO", "XXX", "0"]);
    expect(pair.answers("makefile")).toEqual(["<file mode='rw'>"]);
    const server = pair.bench.log.calls.filter(({ entered }) => entered.host === "server");
    const lines = server
      .filter(({ entered }) => entered.name === "recv" || entered.name === "send")
      .map(({ entered }) => `${entered.name} ${entered.line}`);
    expect(new Set(lines)).toEqual(new Set(["recv 9", "send 10", "send 11"]));
  });
});
