import { describeKernel } from "@wirestage/linux/testing";
import { Command, type ConsoleValue, LIMITS } from "@wirestage/protocol";
import { printCall, printOutcome } from "@wirestage/trace";
import { afterEach, beforeEach, expect, it } from "vitest";
import { TestBench } from "../../testing.ts";

let bench: TestBench;

beforeEach(() => {
  bench = new TestBench();
  bench.open();
});

afterEach(() => bench.close());

const constant = (name: string) => ({ constant: name });
const bytes = (text: string) => ({ bytes: Buffer.from(text).toString("base64") });
const at = (host: string, port: number) => ({ tuple: [host, port] });

/** `x, y = target.method(…)` of the host's console. */
function say(host: string, called: string, args: readonly ConsoleValue[] = [], ...assign: string[]) {
  const [target, method] = called.includes(".") ? called.split(".") : [null, called];
  const text = `${assign.join(", ")} = ${called}(…)`;
  const statement = { text, assign, target, method, arguments: args };
  return bench.command(Command.parse({ do: "console.call", host, statement }));
}

/** What became of the statements, in their order: the call and its answer, as Python would print them. */
function story(host: string): string[] {
  return bench.events("program.statement").flatMap(({ call }) => {
    const entry = bench.log.calls[call - 1];
    if (entry?.entered.host !== host) return [];
    const answer = entry.returned ? printOutcome(entry.returned.outcome) : entry.blocked ? "waits" : "runs";
    return [`${printCall(entry.entered)} → ${answer}`];
  });
}

/** Awaits what follows from answers that have come. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

const SERVER = at("192.0.2.2", 8888);

/** A connection: `c` on the server, `s` on the client. */
async function connection(): Promise<void> {
  say("server", "socket", [], "l");
  await settled();
  say("server", "l.bind", [SERVER]);
  say("server", "l.listen", [5]);
  say("server", "l.accept", [], "c", "peer");
  say("client", "socket", [constant("AF_INET"), constant("SOCK_STREAM")], "s");
  await settled();
  say("client", "s.connect", [SERVER]);
  await bench.until("both", () =>
    [...story("server"), ...story("client")].every((line) => !line.endsWith("waits")),
  );
  await settled();
}

describeKernel("a console", () => {
  it("starts with the first statement, and tells each just before its call", async () => {
    expect(bench.events("program.started")).toEqual([]);
    say("server", "socket", [], "s");
    expect(bench.events("program.started")).toMatchObject([
      { program: 1, host: "server", language: "console", name: "console", role: null },
    ]);
    const [statement] = bench.events("program.statement");
    const [entered] = bench.events("call.entered");
    expect(statement).toMatchObject({ program: 1, call: entered?.call, text: "s = socket(…)" });
    expect(entered?.seq).toBe((statement?.seq ?? 0) + 1);
    expect(entered).toMatchObject({ program: 1, line: null });
  });

  it("connects two hosts by hand, and talks over the wire", async () => {
    await connection();
    say("client", "s.sendall", [bytes("hello")]);
    say("server", "c.recv", [1024], "data");
    await bench.until("the data", () => story("server").at(-1)?.endsWith("b'hello'") ?? false);
    await settled();
    say("server", "c.send", [{ name: "data" }]);
    say("client", "s.recv", [5, { tuple: [constant("MSG_PEEK"), constant("MSG_WAITALL")] }]);
    await bench.until("the echo", () => story("client").at(-1)?.endsWith("b'hello'") ?? false);
    expect(story("server")).toEqual([
      "socket(AF_INET, SOCK_STREAM) → <socket fd=3>".replace("fd=3", `fd=${fdOf(1)}`),
      "bind(('192.0.2.2', 8888)) → None",
      "listen(5) → None",
      expect.stringMatching(/^accept\(\) → \(<socket fd=\d+>, \('192\.0\.2\.1', \d+\)\)$/),
      "recv(1024) → b'hello'",
      "send(b'hello') → 5",
    ]);
    expect(story("client").at(-1)).toBe("recv(5, MSG_PEEK, MSG_WAITALL) → b'hello'");
  });

  it("waits in several calls at the same time, one beside another", async () => {
    await connection();
    say("client", "s.recv", [10], "a");
    say("client", "socket", [], "t");
    await settled();
    say("client", "t.bind", [at("", 9000)]);
    say("client", "t.listen");
    say("client", "t.accept", [], "d", "from");
    expect(story("client").filter((line) => line.endsWith("waits"))).toHaveLength(2);
    say("server", "socket", [], "u");
    await settled();
    say("server", "u.connect", [at("192.0.2.1", 9000)]);
    await bench.until("the accept", () => story("client").at(-1)?.includes("<socket") ?? false);
    expect(story("client").filter((line) => line.endsWith("waits"))).toEqual(["recv(10) → waits"]);
  });

  it("shows what asks no kernel as calls too", async () => {
    say("client", "socket", [constant("AF_INET"), constant("SOCK_DGRAM")], "s");
    await settled();
    say("client", "s.gettimeout");
    say("client", "s.settimeout", [2.5]);
    say("client", "s.gettimeout");
    say("client", "s.setblocking", [false]);
    say("client", "s.fileno", [], "n");
    say("client", "s.makefile", ["rw"], "f");
    expect(story("client").slice(1)).toEqual([
      "gettimeout() → None",
      "settimeout(2.5) → None",
      "gettimeout() → 2.5",
      "setblocking(False) → None",
      `fileno() → ${fdOf(1)}`,
      "makefile('rw') → <file mode='rw'>",
    ]);
  });

  it("repeats bytes that are too many for a datagram, and tells what the kernel says", async () => {
    say("client", "socket", [constant("AF_INET"), constant("SOCK_DGRAM")], "s");
    await settled();
    for (const times of [65_507, 65_508]) say("client", "s.sendto", [{ ...bytes("x"), times }, SERVER]);
    await bench.until("both", () => story("client").every((line) => !line.endsWith("runs")));
    expect(story("client").map((line) => line.split(" → ")[1])).toEqual([
      `<socket fd=${fdOf(1)}>`,
      "65507",
      "EMSGSIZE",
    ]);
    const lengths = bench.events("call.entered").map((call) => call.arguments[0]);
    expect(lengths.slice(1)).toMatchObject([{ length: 65_507 }, { length: 65_508 }]);
  });

  it("reads and writes files, with the calls of the socket inside of theirs", async () => {
    await connection();
    say("client", "s.makefile", ["rw"], "f");
    say("server", "c.sendall", [bytes("one\ntwo\n")]);
    await settled();
    say("client", "f.readline", [], "line");
    await bench.until("the line", () => story("client").at(-1)?.endsWith("b'one\\n'") ?? false);
    say("client", "f.readline");
    await bench.until("the next", () => story("client").at(-1)?.endsWith("b'two\\n'") ?? false);
    await settled();
    say("client", "f.write", [{ name: "line" }]);
    say("client", "f.flush");
    say("client", "f.readline");
    await settled();
    say("client", "f.close");
    await settled();
    expect(story("client").slice(3)).toEqual([
      "readline() → b'one\\n'",
      "readline() → b'two\\n'",
      "write(b'one\\n') → 4",
      "flush() → None",
      "readline() → waits",
      "close() → None",
    ]);
    const client = bench.log.calls
      .filter(({ entered }) => entered.host === "client")
      .map(({ entered }) => entered.name);
    expect(client.filter((name) => name === "recv")).toHaveLength(2);
    expect(client.filter((name) => name === "send")).toHaveLength(1);
  });

  it("gives lines that come together to all who wait for one at the same file", async () => {
    await connection();
    say("client", "s.makefile", ["r"], "f");
    await settled();
    say("client", "f.readline");
    say("client", "f.readline");
    expect(story("client").slice(-2)).toEqual(["readline() → waits", "readline() → waits"]);
    say("server", "c.sendall", [bytes("one\ntwo\n")]);
    await bench.until("the lines", () => story("client").at(-1)?.endsWith("b'two\\n'") ?? false);
    expect(story("client").slice(-2)).toEqual(["readline() → b'one\\n'", "readline() → b'two\\n'"]);
  });

  it("knows AF_UNIX by bare names, AF_INET6 by its addresses, and options with their levels", async () => {
    say("server", "socket", [constant("AF_UNIX"), constant("SOCK_DGRAM")], "u");
    say("server", "socket", [constant("AF_INET6")], "v");
    await settled();
    say("server", "u.bind", ["echo.sock"]);
    say("server", "u.getsockname", [], "path");
    await settled();
    say("server", "u.sendto", [bytes("self"), { name: "path" }]);
    say("server", "u.recvfrom", [10], "data", "from");
    say("server", "v.setsockopt", [constant("IPPROTO_IPV6"), constant("IPV6_V6ONLY"), true]);
    say("server", "v.bind", [at("2001:db8::2", 5000)]);
    say("server", "v.setsockopt", [constant("SOL_SOCKET"), constant("SO_LINGER"), { tuple: [1, 0] }]);
    say("server", "v.getsockopt", [constant("SOL_SOCKET"), constant("SO_LINGER")]);
    const answers = story("server").slice(2);
    expect(answers[1]).toMatch(/^getsockname\(\) → '\/.*\/echo\.sock'$/);
    expect(answers[3]).toMatch(/^recvfrom\(10\) → \(b'self', '\/.*\/echo\.sock'\)$/);
    expect(answers.slice(4)).toEqual([
      "setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, True) → None",
      "bind(('2001:db8::2', 5000)) → None",
      "setsockopt(SOL_SOCKET, SO_LINGER, (1, 0)) → None",
      "getsockopt(SOL_SOCKET, SO_LINGER) → (1, 0)",
    ]);
  });

  it("finds no path of another host: AF_UNIX stays within one", async () => {
    for (const host of ["server", "client"]) {
      say(host, "socket", [constant("AF_UNIX"), constant("SOCK_DGRAM")], "u");
    }
    await settled();
    say("server", "u.bind", ["echo.sock"]);
    say("client", "u.connect", ["echo.sock"]);
    say("server", "u.connect", ["echo.sock"]);
    expect(story("client").at(-1)).toBe("connect('echo.sock') → ENOENT");
    expect(story("server").at(-1)).toBe("connect('echo.sock') → None");
  });

  it("ends when it is killed with all that it holds and waits for, and the next statement starts a new one", async () => {
    await connection();
    say("client", "s.recv", [10]);
    const client = bench.events("program.started").find(({ host }) => host === "client")?.program ?? 0;
    expect(bench.command(Command.parse({ do: "program.kill", program: client })).type).toBe("ack");
    expect(bench.events("program.ended")).toMatchObject([{ program: client, signal: "SIGKILL" }]);
    expect(story("client").at(-1)).toBe("recv(10) → waits");
    const states = [...bench.log.latest.sockets.values()].filter(({ host }) => host === "client");
    expect(states.every(({ program }) => program === null)).toBe(true);
    expect(say("client", "s.recv", [10])).toMatchObject({ error: { code: "console_name_unknown" } });
    expect(say("client", "socket", [], "s").type).toBe("ack");
    expect(bench.events("program.started").filter(({ host }) => host === "client")).toHaveLength(2);
  });

  it("closes a socket that no name leads to any more, as CPython does", async () => {
    say("client", "socket", [], "s");
    await settled();
    say("client", "socket", [], "s");
    await settled();
    const closes = bench.log.calls.filter(({ entered }) => entered.name === "close");
    expect(closes.map(({ entered }) => entered.socket)).toEqual([1]);
    expect([...bench.log.latest.sockets.keys()]).toEqual([2]);
    say("client", "socket");
    await settled();
    expect([...bench.log.latest.sockets.keys()]).toEqual([2]);
  });

  it("lets a call that waits go on when its socket is closed, and sends FIN only after it", async () => {
    await connection();
    say("client", "s.recv", [10]);
    const before = bench.events("frame.sent").length;
    say("client", "s.close");
    say("client", "s.getsockname");
    await settled();
    expect(bench.events("frame.sent")).toHaveLength(before);
    expect(story("client").slice(-3)).toEqual([
      "recv(10) → waits",
      "close() → None",
      "getsockname() → EBADF",
    ]);
    say("server", "c.sendall", [bytes("late")]);
    say("server", "c.recv", [10]);
    await bench.until("the end of the stream", () => story("server").at(-1)?.endsWith("b''") ?? false);
    expect(story("client").at(-3)).toBe("recv(10) → b'late'");
  });

  it("closes a file that no name leads to any more, and with it the socket that was closed before", async () => {
    await connection();
    say("client", "s.makefile", ["w"], "f");
    await settled();
    say("client", "f.write", [bytes("kept")]);
    say("client", "s.close");
    await settled();
    const framesByCalls = () =>
      bench.events("frame.sent").filter(({ host, cause }) => host === "client" && cause.by === "call").length;
    const before = framesByCalls();
    say("client", "s.getsockname", [], "f");
    say("server", "c.recv", [10]);
    say("server", "c.recv", [10]);
    await bench.until("the end of the stream", () => story("server").at(-1)?.endsWith("b''") ?? false);
    expect(story("server").slice(-2)).toEqual(["recv(10) → b'kept'", "recv(10) → b''"]);
    expect(framesByCalls()).toBe(before + 2);
    expect(story("client").slice(-1)[0]).toMatch(/^getsockname\(\) → \('192/);
  });

  it("runs beside the programs of a pair, which may be started while it is there", async () => {
    say("client", "socket", [], "s");
    const run = Command.parse({ do: "run.start", run: "tcp-echo", paceMs: 0, input: ["exit"] });
    expect(bench.command(run).type).toBe("ack");
    await bench.until("the client to end", () => bench.events("program.ended").length === 1);
    expect(say("client", "s.connect", [SERVER]).type).toBe("ack");
    await bench.until("the connection", () => story("client").at(-1)?.endsWith("None") ?? false);
  });
});

function fdOf(socket: number): number | null | undefined {
  return bench.log.latest.sockets.get(socket)?.fd;
}

describeKernel("a console that is told what it cannot do", () => {
  beforeEach(async () => {
    say("client", "socket", [], "s");
    say("client", "socket", [constant("AF_UNIX")], "u");
    await settled();
    say("client", "s.makefile", ["r"], "f");
    say("client", "s.fileno", [], "n");
    await settled();
  });

  it.each<[string, readonly ConsoleValue[], RegExp]>([
    ["s.bind", [], /Argument 1 of bind \(address\)/],
    ["s.bind", [at("server", 8888)], /in numbers/],
    ["s.bind", [at("192.0.2.1", 70_000)], /port/i],
    ["s.bind", [{ tuple: ["192.0.2.1"] }], /host and port/],
    ["s.bind", ["/etc/passwd"], /host and port/],
    ["u.connect", ["/run/docker.sock"], /docker\.sock/],
    ["u.connect", [SERVER], /a path/],
    ["s.recv", [-1], /whole number from 0/],
    ["s.recv", [1e9], /to 65536/],
    ["s.recv", [10, constant("SOL_SOCKET")], /MSG_PEEK/],
    ["s.send", ["text"], /not text/],
    ["s.send", [bytes("x"), { tuple: [] }, 3], /takes 2 arguments/],
    ["s.settimeout", [-1], /seconds/],
    ["s.setblocking", [1], /True or False/],
    ["s.shutdown", [constant("SHUT_ALL")], /SHUT_RDWR/],
    ["s.setsockopt", [constant("SOL_SOCKET"), constant("TCP_NODELAY"), 1], /IPPROTO_TCP/],
    ["s.setsockopt", [constant("SOL_SOCKET"), constant("SO_LINGER"), 1], /on and seconds/],
    ["s.setsockopt", [constant("SOL_SOCKET"), constant("SO_COOKIE"), 1], /one of/],
    ["s.makefile", ["x"], /"rw"/],
    ["s.constructor", [], /no such method/],
    ["s.__proto__", [], /no such method/],
    ["socket", [constant("AF_NETLINK")], /AF_UNIX/],
    ["socket", [constant("AF_INET"), constant("SOCK_RAW")], /SOCK_DGRAM/],
    ["eval", [], /only socket/],
    ["n.recv", [], /no socket and no file/],
    ["f.write", [bytes("x")], /leaves out "w"/],
    ["f.recv", [1], /A file has no such method/],
  ])("refuses %s(%j) and says why, without a call", (called, args, why) => {
    const before = bench.log.events.length;
    const answer = say("client", called, args);
    expect(answer).toMatchObject({ type: "refused", error: { code: "bad_statement" } });
    if (answer.type === "refused") expect(answer.error.facts["why"]).toMatch(why);
    expect(bench.log.events.length).toBe(before);
  });

  it("knows no name before its call has returned", async () => {
    say("client", "s.bind", [at("", 9000)]);
    say("client", "s.listen", []);
    say("client", "s.accept", [], "c", "peer");
    for (const name of ["c", "nobody"]) {
      expect(say("client", `${name}.recv`, [1])).toMatchObject({
        error: { code: "console_name_unknown", facts: { name } },
      });
    }
  });

  it("gives two names only to what is a pair", () => {
    expect(say("client", "s.getsockname", [], "a", "b")).toMatchObject({ error: { code: "bad_statement" } });
  });

  it("waits in no more calls, and knows no more names, than it may", async () => {
    say("client", "s.bind", [at("", 9000)]);
    say("client", "s.listen");
    for (let count = 0; count < LIMITS.consoleCalls; count++) {
      expect(say("client", "s.accept").type).toBe("ack");
      await settled();
    }
    expect(say("client", "s.accept")).toMatchObject({ error: { code: "console_busy" } });
    say("server", "socket", [], "s");
    await settled();
    for (let count = 1; count < LIMITS.consoleNames; count++) {
      expect(say("server", "s.fileno", [], `n${count}`).type).toBe("ack");
      await settled();
    }
    expect(say("server", "s.fileno", [], "more")).toMatchObject({ error: { code: "bad_statement" } });
    expect(say("server", "s.fileno", [], "n1").type).toBe("ack");
  });

  it("is no program with a terminal, a source or a pace", () => {
    for (const command of [
      { do: "program.input", program: 1, text: "x" },
      { do: "program.type", program: 1, data: "x" },
      { do: "program.pause", program: 1 },
      { do: "program.restart", program: 1 },
    ]) {
      expect(bench.command(Command.parse(command))).toMatchObject({ error: { code: "bad_command" } });
    }
  });

  it("starts nothing for a statement that cannot be carried out, or on a host that is not there", () => {
    const before = bench.log.events.length;
    expect(say("server", "x.recv", [1])).toMatchObject({ error: { code: "console_name_unknown" } });
    expect(say("attacker", "socket", [], "s")).toMatchObject({ error: { code: "host_not_found" } });
    expect(bench.log.events.length).toBe(before);
  });
});
