import { describeKernel } from "@wirestage/linux/testing";
import type { EventOf } from "@wirestage/trace";
import { afterEach, expect, it, vi } from "vitest";
import { saidOnWire, terminalOf, waitsIn } from "../testing-conversation.ts";
import { childrenOf } from "./process-tree.ts";
import { ACCEPT, CONNECT, PythonBench } from "./testing.ts";

let pair: PythonBench;

afterEach(() => pair.close());

/** Waits for a line that nobody types. */
const STAY = "input()\n";

/** What a host sent besides bare acknowledgments. */
function said(host: string): string[] {
  return saidOnWire(pair.bench)
    .filter((frame) => frame.host === host)
    .map(({ kind }) => kind);
}

function waits(role: "server" | "client", name: string): Promise<void> {
  return pair.bench.until(`${role} to wait in ${name}`, () => waitsIn(pair.bench, role, name));
}

function causesOfFrames(): EventOf<"frame.sent">["cause"]["by"][] {
  return pair.bench.events("frame.sent").map(({ cause }) => cause.by);
}

describeKernel("a pair of programs in Python", () => {
  it("talk to each other, each call with what it answered and whether it had to wait", async () => {
    pair = new PythonBench({
      server: `${ACCEPT}print("from", peer[0])\nc.sendall(c.recv(1024).upper())\nc.close()\nl.close()\n`,
      client: `${CONNECT}s.sendall(b"hello")\nprint(s.recv(1024).decode())\ns.close()\n`,
    });
    await pair.run({ latencyMs: 1 });
    expect(pair.shown("server")).toEqual(["from 192.0.2.1"]);
    expect(pair.shown("client")).toEqual(["HELLO"]);
    expect(pair.calls("client").map((call) => call.replace("recv … ", "recv "))).toEqual([
      "socket <socket fd=4>",
      "connect … None",
      "sendall None",
      "recv b'HELLO'",
      "close None",
    ]);
    expect(pair.calls("server").slice(2, 4)).toEqual([
      "listen None",
      expect.stringMatching(/^accept … \(<socket fd=5>/),
    ]);
    expect(causesOfFrames()).not.toContain("kernel");
  });

  it("fail as CPython fails, and say so on their terminal", async () => {
    pair = new PythonBench({
      server: "l = socket.socket()\nl.bind((ADDRESS, PORT + 1))\nl.listen()\n",
      client: `${CONNECT}`,
    });
    await pair.run();
    expect(pair.calls("client")).toEqual(["socket <socket fd=4>", "connect … ECONNREFUSED"]);
    expect(pair.shown("client")).toEqual([
      "Traceback (most recent call last):",
      '  File "tcp-echo/client.py", line 5, in <module>',
      "    s.connect((ADDRESS, PORT))",
      expect.stringMatching(/ConnectionRefusedError|~\^/),
      ...(pair.shown("client").length === 6 ? [expect.stringContaining("ConnectionRefusedError")] : []),
    ]);
    expect(pair.bench.events("program.ended").find(({ program }) => program === 2)).toMatchObject({
      exitCode: 1,
    });
  });

  it("wait as long as their timeout allows and no longer", async () => {
    pair = new PythonBench({
      server: `${ACCEPT}c.settimeout(0.05)\ntry: c.recv(1)\nexcept socket.timeout as error: print(error)\n`,
      client: `${CONNECT}print(s.recv(1))\n`,
    });
    await pair.run();
    expect(pair.shown("server")).toEqual(["timed out"]);
    expect(pair.calls("server").at(-1)).toBe("recv … timeout");
    const recv = pair.bench.log.calls.find(({ entered }) => entered.program === 1 && entered.name === "recv");
    const waited = (recv?.returned?.t ?? 0) - (recv?.entered.t ?? 0);
    expect(waited).toBeGreaterThanOrEqual(50e6);
  });

  it("are told that their time is over also when it ends while they stand still", async () => {
    pair = new PythonBench({
      server: `${ACCEPT}c.settimeout(0.2)\ntry: c.recv(1)\nexcept socket.timeout as error: print(error)\n`,
      client: `${CONNECT}s.recv(1)\n`,
    });
    pair.open();
    await waits("server", "recv");
    const programs = childrenOf(process.pid).flatMap((parent) => childrenOf(parent));
    for (const pid of programs) process.kill(pid, "SIGSTOP");
    const since = performance.now();
    await vi.waitFor(() => expect(performance.now() - since).toBeGreaterThan(300));
    for (const pid of programs) process.kill(pid, "SIGCONT");
    await pair.bench.until("both to end", () => pair.bench.events("program.ended").length === 2);
    expect(pair.shown("server")).toEqual(["timed out"]);
    expect(pair.calls("server").at(-1)).toBe("recv … timeout");
  });

  it("do not wait where they must not: EAGAIN and EINPROGRESS are answers", async () => {
    pair = new PythonBench({
      server: `${ACCEPT}c.setblocking(False)
try: c.recv(1)
except BlockingIOError as error: print(error.errno)
${STAY}`,
      client: `s = socket.socket()\ns.setblocking(False)\nprint(s.connect_ex((ADDRESS, PORT)))\n${STAY}`,
    });
    pair.open({ latencyMs: 1 });
    await pair.bench.until("both to ask", () => pair.bench.events("program.asking").length === 2);
    expect([pair.shown("server"), pair.shown("client")]).toEqual([["11"], ["115"]]);
    expect(pair.calls("client").at(-1)).toBe("connect_ex 115");
    expect(pair.calls("server").at(-1)).toBe("recv EAGAIN");
  });

  it("block in sendall until the peer has read, which is seen as it goes on", async () => {
    pair = new PythonBench({
      server: `${ACCEPT}${STAY}got = 0\nwhile got < 1 << 21: got += len(c.recv(1 << 20))\nprint(got)\n`,
      client: `${CONNECT}s.sendall(bytes(1 << 21))\nprint("sent")\n`,
    });
    pair.open();
    await waits("client", "sendall");
    pair.bench.command({ do: "program.input", program: 1, text: "" });
    await pair.ended(2);
    expect([pair.shown("server").at(-1), pair.shown("client")]).toEqual(["2097152", ["sent"]]);
  });

  it("have threads that wait in calls at the same time", async () => {
    pair = new PythonBench({
      server: `import threading
def echo(c):
    while True:
        data = c.recv(100)
        if not data: return c.close()
        c.sendall(data.upper())
l = socket.socket()
l.bind((ADDRESS, PORT))
l.listen(5)
for _ in range(3):
    c, _ = l.accept()
    threading.Thread(target=echo, args=(c,)).start()
`,
      client: `sockets = [socket.create_connection((ADDRESS, PORT)) for _ in range(3)]
for s in reversed(sockets): s.sendall(b"x"); print(s.recv(9))
for s in sockets: s.close()
`,
    });
    await pair.run();
    expect(pair.shown("client")).toEqual(["b'X'", "b'X'", "b'X'"]);
    expect(pair.calls("server").filter((call) => call.startsWith("close"))).toHaveLength(3);
  });

  it("read what a file of a socket reads by recv_into, and write by send", async () => {
    pair = new PythonBench({
      server: `${ACCEPT}with c.makefile("rw") as f:\n    f.write(f.readline().upper())\nc.close()\n`,
      client: `${CONNECT}s.sendall(b"line\\n")\nprint(s.recv(100))\n`,
    });
    await pair.run();
    expect(pair.shown("client")).toEqual(["b'LINE\\n'"]);
    const names = pair.calls("server").map((call) => call.split(" ", 1).join(""));
    expect(names.slice(4)).toEqual(["makefile", "recv_into", "send", "close"]);
  });

  it("of UDP keep datagrams apart, and tell where each came from", async () => {
    pair = new PythonBench(
      {
        server: `s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind((ADDRESS, PORT))
for _ in range(3):
    data, peer = s.recvfrom(3)
    s.sendto(data.upper(), peer)
`,
        client: `s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for data in (b"one", b"", b"long"): s.sendto(data, (ADDRESS, PORT)); print(s.recvfrom(99)[0])
`,
      },
      "udp-echo",
    );
    await pair.run();
    expect(pair.shown("client")).toEqual(["b'ONE'", "b''", "b'LON'"]);
    expect(pair.calls("client").at(-1)).toMatch(/^recvfrom .*\(b'LON', \('192.0.2.2', 8888\)\)$/);
  });

  it("keep a socket open whose descriptor goes to another object, or of which there are two", async () => {
    pair = new PythonBench({
      server: `l = socket.socket()
l.bind((ADDRESS, PORT))
l.listen()
m = socket.socket(fileno=l.detach())
m.getsockname()
n = m.dup()
n.getsockname()
m.close()
c, peer = n.accept()
c.close()
n.close()
`,
      client: `${CONNECT}print(s.recv(1))\n`,
    });
    await pair.run();
    expect(pair.shown("client")).toEqual(["b''"]);
    const listeners = pair.bench.events("socket.closed").filter(({ before }) => before === "LISTEN");
    expect(listeners).toHaveLength(1);
    const close = pair.bench.log.calls.findLast(({ entered }) => entered.host === "server");
    expect(listeners[0]?.cause).toEqual({ by: "call", call: close?.entered.call });
  });

  it("tell arguments that no such call has, and fail by them as in CPython", async () => {
    const path = "\u{1f600}".repeat(300);
    pair = new PythonBench({
      server: `${ACCEPT}`,
      client: `import os
def attempt(act, *arguments):
    try: print(act(*arguments))
    except Exception as error: print(type(error).__name__)
attempt(os.unlink, "${path}")
attempt(socket.socket().bind, (1, (2, (3, (4,)))))
attempt(socket.socket().bind, tuple(range(99)))
attempt(socket.socket().recv, 1 << 99_999)
attempt(socket.socket().sendto, *range(12))
${CONNECT}`,
    });
    await pair.run();
    expect(pair.shown("client")).toEqual(["OSError", "TypeError", "TypeError", "OverflowError", "TypeError"]);
  });

  it("of AF_INET6 have IPv6 on their hosts", async () => {
    pair = new PythonBench({
      server:
        "l = socket.create_server(('2001:db8::2', 7000), family=socket.AF_INET6)\nl2 = socket.socket()\nl2.bind((ADDRESS, PORT))\nl2.listen()\nprint(l.accept()[1][0])\n",
      client: "s = socket.socket(socket.AF_INET6)\ns.connect(('2001:db8::2', 7000))\n",
    });
    await pair.run();
    expect(pair.shown("server")).toEqual(["2001:db8::1"]);
  });

  it("can fork: the child's sockets are its own affair, and it is gone with its parent", async () => {
    pair = new PythonBench({
      server: `import os\n${ACCEPT}if os.fork() == 0:\n    c.sendall(c.recv(9).upper())\n    os._exit(0)\nprint(os.wait()[1])\n`,
      client: `${CONNECT}s.sendall(b"x")\nprint(s.recv(9))\n`,
    });
    await pair.run();
    expect([pair.shown("server"), pair.shown("client")]).toEqual([["0"], ["b'X'"]]);
    expect(pair.calls("server")).toHaveLength(4);
  });
});

describeKernel("the end of a program in Python", () => {
  it("by itself: its exit code, and then what its kernel closes, by its exit", async () => {
    pair = new PythonBench({
      server: `${ACCEPT}print(c.recv(1))\n`,
      client: `${CONNECT}raise SystemExit(3)\n`,
    });
    await pair.run();
    const { events } = pair.bench.log;
    const ended = events.findIndex((event) => event.kind === "program.ended" && event.program === 2);
    expect(events[ended]).toMatchObject({ exitCode: 3, signal: null, limit: null });
    const fin = events.findIndex((event) => event.kind === "frame.sent" && event.cause.by === "exit");
    expect(fin).toBeGreaterThan(ended);
    expect(events[fin]).toMatchObject({ host: "client", cause: { by: "exit", program: 2 } });
    expect(said("client")).toEqual(["SYN", "FIN"]);
    expect(pair.shown("server")).toEqual(["b''"]);
  });

  it("by a kill while it waits: at once, and its kernel sends FIN", async () => {
    pair = new PythonBench({ server: `${ACCEPT}print(c.recv(1))\n`, client: `${CONNECT}s.recv(1)\n` });
    pair.open();
    await waits("client", "recv");
    await waits("server", "recv");
    expect(pair.bench.command({ do: "program.kill", program: 2 }).type).toBe("ack");
    expect(pair.bench.events("program.ended")).toMatchObject([
      { program: 2, exitCode: null, signal: "SIGKILL" },
    ]);
    const byExit = pair.bench.events("frame.sent").filter(({ cause }) => cause.by === "exit");
    expect(byExit).toMatchObject([{ host: "client", cause: { by: "exit", program: 2 } }]);
    await pair.ended(2);
    expect(said("client")).toEqual(["SYN", "FIN"]);
    expect(pair.shown("server")).toEqual(["b''"]);
  });

  it("by a kill with data unread: its kernel sends RST", async () => {
    pair = new PythonBench({
      server: `${ACCEPT}c.sendall(b"unread")\ntry: c.recv(1)\nexcept ConnectionResetError as error: print(error)\n`,
      client: `${CONNECT}${STAY}`,
    });
    pair.open();
    await waits("server", "recv");
    await pair.bench.until("the data to arrive", () => pair.bench.events("program.asking").length === 1);
    pair.bench.command({ do: "program.kill", program: 2 });
    await pair.ended(2);
    expect(said("client")).toEqual(["SYN", "RST"]);
    expect(pair.shown("server")).toEqual(["[Errno 104] Connection reset by peer"]);
  });

  it.each(["accept", "connect", "recv"])("by a kill, in %s as anywhere else", async (name) => {
    pair = new PythonBench({
      server: `${ACCEPT}${STAY}`,
      client: name === "recv" ? `${CONNECT}s.recv(1)\n` : name === "connect" ? CONNECT : STAY,
    });
    pair.open({ hold: name === "connect" });
    const [role, program] = name === "accept" ? (["server", 1] as const) : (["client", 2] as const);
    await waits(role, name);
    pair.bench.command({ do: "program.kill", program });
    expect(pair.bench.events("program.ended")).toContainEqual(
      expect.objectContaining({ program, signal: "SIGKILL" }),
    );
    expect(pair.calls(role).at(-1)).toBe(`${name} …`);
  });

  it("by a signal that the kernel sends it, as for memory that is not there", async () => {
    pair = new PythonBench({
      server: `${ACCEPT}${STAY}`,
      client: `${CONNECT}import _socket, ctypes\nctypes.string_at(0)\n`,
    });
    pair.open();
    await pair.bench.until("its end", () =>
      pair.bench.events("program.ended").some(({ program }) => program === 2),
    );
    const ended = pair.bench.events("program.ended").find(({ program }) => program === 2);
    expect(ended).toMatchObject({ exitCode: null, signal: "SIGSEGV" });
    await pair.bench.until("its FIN", () => said("client").includes("FIN"));
    expect(pair.bench.events("frame.sent").findLast(({ host }) => host === "client")?.cause.by).toBe("exit");
  });

  it("by Ctrl-C in a call, as Python ends there", async () => {
    pair = new PythonBench({ server: `${ACCEPT}${STAY}`, client: `${CONNECT}s.recv(1)\n` });
    pair.open();
    await waits("client", "recv");
    pair.bench.command({ do: "program.type", program: 2, data: "\x03" });
    await pair.bench.until("its end", () =>
      pair.bench.events("program.ended").some(({ program }) => program === 2),
    );
    expect(pair.bench.events("program.ended").find(({ program }) => program === 2)).toMatchObject({
      signal: "SIGINT",
    });
    expect(pair.calls("client").at(-1)).toBe("recv … EINTR");
    expect(terminalOf(pair.bench, "client")).toContain("KeyboardInterrupt");
  });
});

describeKernel("a program in Python that is paused", () => {
  it("rests before its next call, makes one with each step, and goes on when it is let", async () => {
    pair = new PythonBench({
      server: `${ACCEPT}${STAY}`,
      client: `${CONNECT}${STAY}s.sendall(b"a")\ns.sendall(b"b")\ns.sendall(b"c")\ns.close()\n`,
    });
    pair.open();
    await pair.bench.until("both to ask", () => pair.bench.events("program.asking").length === 2);
    pair.bench.command({ do: "program.pause", program: 2 });
    pair.bench.command({ do: "program.input", program: 2, text: "" });
    const line = (number: number) => () =>
      pair.bench.events("program.line").findLast(({ program }) => program === 2)?.line === number;
    await pair.bench.until("it to rest before the first", line(7));
    expect(pair.calls("client")).toHaveLength(2);
    pair.bench.command({ do: "program.step", program: 2 });
    await pair.bench.until("it to rest before the second", line(8));
    expect(pair.calls("client")).toHaveLength(3);
    pair.bench.command({ do: "program.resume", program: 2 });
    await pair.bench.until("its end", () => pair.bench.events("program.ended").length === 1);
    expect(pair.calls("client")).toHaveLength(6);
  });

  it("makes no call that Ctrl-C has interrupted before", async () => {
    pair = new PythonBench({
      server: `${ACCEPT}${STAY}`,
      client: `${CONNECT}${STAY}try:\n    s.recv(1)\nexcept KeyboardInterrupt:\n    print("interrupted")\ns.close()\n`,
    });
    pair.open();
    await pair.bench.until("both to ask", () => pair.bench.events("program.asking").length === 2);
    pair.bench.command({ do: "program.pause", program: 2 });
    pair.bench.command({ do: "program.input", program: 2, text: "" });
    const isAt = (line: number) => () =>
      pair.bench.events("program.line").findLast(({ program }) => program === 2)?.line === line;
    await pair.bench.until("it to rest before recv", isAt(8));
    pair.bench.command({ do: "program.type", program: 2, data: "\x03" });
    await pair.bench.until("it to go on", isAt(11));
    pair.bench.command({ do: "program.resume", program: 2 });
    await pair.bench.until("its end", () => pair.bench.events("program.ended").length === 1);
    expect(terminalOf(pair.bench, "client")).toContain("interrupted");
    expect(pair.calls("client").map((call) => call.split(" ", 1).join(""))).toEqual([
      "socket",
      "connect",
      "close",
    ]);
  });

  it("answers that it is not paused where it is not, and that it has ended", async () => {
    pair = new PythonBench({ server: ACCEPT, client: STAY });
    pair.open();
    await waits("server", "accept");
    expect(pair.bench.command({ do: "program.resume", program: 1 })).toMatchObject({
      error: { code: "program_not_paused" },
    });
    pair.bench.command({ do: "program.kill", program: 1 });
    expect(pair.bench.command({ do: "program.pause", program: 1 })).toMatchObject({
      error: { code: "program_ended" },
    });
  });
});
