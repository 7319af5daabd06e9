import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describeKernel } from "@wirestage/linux/testing";
import { LIMITS } from "@wirestage/protocol";
import { type CallEntry, printOutcome } from "@wirestage/trace";
import { quickView, TcpFlag } from "@wirestage/wire";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { TestBench } from "../testing.ts";

const PYTHON_PATH = fileURLToPath(new URL("../../../../packages/programs/python", import.meta.url));
const { WIRESTAGE_PYTHON: PYTHON = "python3" } = process.env;

let bench: TestBench;
let directory: string;
let started: ChildProcess[];

beforeEach(() => {
  bench = new TestBench();
  directory = mkdtempSync(join(tmpdir(), "wirestage-command-"));
  started = [];
});

afterEach(async () => {
  for (const child of started) child.kill("SIGKILL");
  await bench.close();
  rmSync(directory, { recursive: true });
});

interface Command {
  readonly program: number;
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Resolves when it has ended and the lab was told. */
  readonly ended: Promise<void>;
}

/** As `wirestage exec` does it, but for the user namespace, in which this process is already. */
async function exec(host: string, ...words: string[]): Promise<Command> {
  const { program, networkNamespace, tracerPath, tracerToken } = bench.attach(host, words);
  const tracer: Socket = connect(tracerPath).pause();
  await once(tracer, "connect");
  await new Promise<void>((resolve) => tracer.write(`${tracerToken}\n`, () => resolve()));
  const child = spawn("nsenter", [`--net=${networkNamespace}`, "--", ...words], {
    stdio: ["pipe", "pipe", "pipe", tracer],
    env: { ...process.env, PYTHONPATH: PYTHON_PATH, WIRESTAGE_TRACER_FD: "3" },
  });
  started.push(child);
  tracer.destroy();
  bench.tell({ type: "attach-process", lab: "lab", program, pid: child.pid ?? 0 });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text) => (output += text));
  const ended = once(child, "close").then(([exitCode, signal]) =>
    bench.tell({ type: "attach-ended", lab: "lab", program, exitCode, signal }),
  );
  return { program, child, output: () => output, ended };
}

/** A program in Python as a person has it in a file. */
function file(text: string): string {
  const path = join(directory, "mine.py");
  writeFileSync(path, text);
  return path;
}

const ECHO_SERVER = { run: "tcp-echo", paceMs: 0 } as const;
const CLIENT = `import socket
s = socket.create_connection(("192.0.2.2", 8888))
s.sendall(b"hello")
print(s.recv(99))
s.close()
`;

const CLOSING_FLAGS = TcpFlag.fin | TcpFlag.rst;
const SOCKET = "import socket\ns = socket.socket()\n";

function openWithServer(): Promise<void> {
  bench.open();
  bench.command({
    do: "program.start",
    role: "server",
    input: [],
    parameters: {},
    language: "ts",
    ...ECHO_SERVER,
  });
  return bench.until("the server to listen", () =>
    bench.log.calls.some(({ entered }) => entered.name === "accept"),
  );
}

function callsOf(program: number): string[] {
  return bench.log.calls
    .filter(({ entered }: CallEntry) => entered.program === program)
    .map(({ entered, returned }) => `${entered.name} ${returned ? printOutcome(returned.outcome) : "…"}`);
}

describeKernel("a Python program that a person runs on a host", () => {
  it("may be longer than what is shown of it, in any characters", async () => {
    await openWithServer();
    const path = file(`${CLIENT}# ${"你好🙂".repeat(50_000)}\n`);
    const { output, ended } = await exec("client", PYTHON, path);
    await ended;
    expect(output()).toBe("b'HELLO'\n");
    expect(bench.events("program.source")[0]?.text).toHaveLength(LIMITS.sourceLength);
  });

  it("given as text behind -c, is seen with that text, whatever options and arguments stand around it", async () => {
    await openWithServer();
    const { program, output, ended } = await exec("client", PYTHON, "-u", "-c", CLIENT, "-c", "more");
    await ended;
    expect(output()).toBe("b'HELLO'\n");
    expect(bench.events("program.source")).toMatchObject([{ program, file: "<string>", text: CLIENT }]);
    const lines = bench.events("program.line").filter((event) => event.program === program);
    expect(lines.map(({ line }) => line)).toEqual([2, 2, 3, 4, 4, 5]);
  });

  it("is seen call by call, with its own source", async () => {
    await openWithServer();
    const path = file(CLIENT);
    const { program, output, ended } = await exec("client", PYTHON, path);
    await ended;
    expect(output()).toBe("b'HELLO'\n");
    expect(bench.events("program.started").at(-1)).toMatchObject({
      host: "client",
      role: null,
      language: "command",
      name: `${PYTHON} ${path}`,
    });
    expect(bench.events("program.source")).toMatchObject([
      { program, language: "python", file: path, text: CLIENT },
    ]);
    expect(callsOf(program)).toEqual([
      "socket <socket fd=4>",
      "connect None",
      "sendall None",
      "recv b'HELLO'",
      "close None",
    ]);
    expect(
      bench
        .events("program.line")
        .filter((event) => event.program === program)
        .map(({ line }) => line),
    ).toEqual([2, 2, 3, 4, 4, 5].toSorted());
    const own = bench.events("frame.sent").filter(({ host }) => host === "client");
    expect(new Set(own.map(({ cause }) => cause.by))).toEqual(new Set(["call", "frame"]));
    expect(bench.events("program.ended").at(-1)).toMatchObject({ program, exitCode: 0, signal: null });
  });

  it("closes what it leaves open by its exit", async () => {
    await openWithServer();
    const { program, ended } = await exec(
      "client",
      PYTHON,
      file('import socket\ns = socket.create_connection(("192.0.2.2", 8888))\n'),
    );
    await ended;
    const fin = bench.events("frame.sent").findLast(({ cause }) => cause.by === "exit");
    expect(fin).toMatchObject({ host: "client", cause: { by: "exit", program } });
  });

  it("can be paused, stepped and let go", async () => {
    await openWithServer();
    const { program, ended } = await exec("client", PYTHON, file(`input()\n${CLIENT}`));
    await bench.until("it to ask", () => bench.events("program.asking").length === 1);
    expect(bench.command({ do: "program.pause", program }).type).toBe("ack");
    started[0]?.stdin?.write("\n");
    await bench.until("it to rest", () => bench.events("program.line").some(({ line }) => line === 3));
    expect(callsOf(program)).toEqual([]);
    bench.command({ do: "program.step", program });
    await bench.until("its next", () => bench.log.calls.some(({ entered }) => entered.program === program));
    bench.command({ do: "program.resume", program });
    await ended;
    expect(callsOf(program)).toHaveLength(5);
  });

  it.each([
    ["lines without end", "while True: print(1)", "events"],
    ["calls without end", "while True: s.getsockname()", "calls"],
  ])(
    "that makes %s is ended, its lab goes on, and whoever started it hears why",
    { timeout: 60_000 },
    async (_, loop, limit) => {
      bench.open();
      const { program, child, ended } = await exec("client", PYTHON, file(`${SOCKET}${loop}\n`));
      child.stdout?.resume();
      await ended;
      expect(child.signalCode).toBe("SIGKILL");
      expect(bench.events("program.ended")).toMatchObject([{ program, signal: "SIGKILL", limit }]);
      expect(bench.overs).toMatchObject([{ program, limit }]);
      expect(bench.command({ do: "wire.hold", on: true }).type).toBe("ack");
    },
  );

  it("leaves no trace of the tracer in what it starts and what it sees", async () => {
    bench.open();
    const text = `import os, subprocess, sys
print([name for name in os.environ if "WIRESTAGE" in name], os.environ["PYTHONPATH"], [path for path in sys.path if "programs/python" in path])
print(subprocess.run([sys.executable, "-c", "import socket; print(socket.socket.__init__.__qualname__)"], stdout=subprocess.PIPE, encoding="utf-8").stdout)
`;
    const { output, ended } = await exec("client", PYTHON, file(text));
    await ended;
    expect(output()).toBe("[]  []\nsocket.__init__\n\n");
  });

  it("is not seen while another of the same command is, neither hangs, and the next is seen again", async () => {
    await openWithServer();
    const text = `import sys, socket
print(socket.socket.__init__.__qualname__, flush=True)
sys.stdin.readline()
s = socket.create_connection(("192.0.2.2", 8888))
print(s.getpeername())
s.close()
`;
    const path = file(text);
    const pipes = ["one", "two"].map((name) => join(directory, name));
    const outputs = pipes.map((pipe) => `${pipe}.out`);
    const [one, two] = pipes.map((pipe) => `${PYTHON} ${path} <${pipe} >${pipe}.out &`);
    const next = `${PYTHON} -c "import socket; socket.socket().close()"`;
    const { program, ended } = await exec(
      "client",
      "sh",
      "-c",
      `mkfifo ${pipes.join(" ")}; ${one} ${two} wait; ${next}`,
    );
    const read = () => outputs.map((path) => (existsSync(path) ? readFileSync(path, "utf8") : ""));
    await vi.waitFor(() => expect(pipes.every(existsSync)).toBe(true));
    const writers = await Promise.all(pipes.map((pipe) => open(pipe, "w")));
    await vi.waitFor(() => expect(read().every((each) => each.endsWith("\n"))).toBe(true), 10_000);
    expect(read().toSorted()).toEqual(["TracedSocket.__init__\n", "socket.__init__\n"]);
    for (const writer of writers) await writer.close();
    await ended;
    expect(read().every((each) => each.endsWith("('192.0.2.2', 8888)\n"))).toBe(true);
    expect(callsOf(program).map((call) => call.split(" ")[0])).toEqual([
      ...["socket", "connect", "getpeername", "close"],
      ...["socket", "close"],
    ]);
  });

  it("is killed from the page, and is over when the lab is closed", async () => {
    bench.open();
    const stays = file("import time\nprint('ready', flush=True)\ntime.sleep(60)\n");
    const [one, two] = [await exec("client", PYTHON, stays), await exec("server", "sh", "-c", "sleep 60; :")];
    await bench.until("it to run", () => bench.events("program.line").length > 0);
    expect(bench.command({ do: "program.kill", program: one.program }).type).toBe("ack");
    await one.ended;
    expect(one.child.signalCode).toBe("SIGKILL");
    await bench.close();
    await two.ended;
    expect(two.child.signalCode).toBe("SIGKILL");
    expect(bench.events("program.ended")).toMatchObject([
      { program: one.program, signal: "SIGKILL", limit: null },
      { program: two.program, signal: "SIGKILL", limit: "lab" },
    ]);
  });
});

describeKernel("any other command that a person runs on a host", () => {
  it("is seen by its sockets and frames", async () => {
    await openWithServer();
    const talk = 'exec 5<>/dev/tcp/192.0.2.2/8888; echo hello >&5; read -r reply <&5; echo "$reply"';
    const { program, output, ended } = await exec("client", "bash", "-c", talk);
    await ended;
    expect(output()).toBe("HELLO\n");
    expect(callsOf(program)).toEqual([]);
    expect(
      bench.events("socket.opened").some((event) => event.program === program) ||
        bench.events("socket.changed").some((event) => event.program === program),
    ).toBe(true);
    expect(bench.events("program.source")).toEqual([]);
  });

  it("closes as soon as it has its answer: by its own doing, and not by the frame that brought the answer", async () => {
    await openWithServer();
    const talk =
      "for length in 3 6 3 6 3 6; do exec 5<>/dev/tcp/192.0.2.2/8888; echo hello >&5; head -c $length <&5; exec 5>&-; done";
    const { output, ended } = await exec("client", "bash", "-c", talk);
    await ended;
    expect(output()).toBe("HELHELLO\n".repeat(3));
    const closing = bench
      .events("socket.changed")
      .filter(
        ({ host, before, state }) => host === "client" && before === "ESTABLISHED" && state === "FIN_WAIT1",
      );
    expect(closing.filter(({ cause }) => cause.by === "frame")).toEqual([]);
    const own = bench.events("frame.sent").filter(({ host }) => host === "client");
    const ends = own.filter(
      ({ bytes }) => (quickView(Buffer.from(bytes, "base64"))?.flags ?? 0) & CLOSING_FLAGS,
    );
    expect(ends.length).toBeGreaterThanOrEqual(6);
    expect(ends.filter(({ cause }) => cause.by === "frame")).toEqual([]);
  });

  it("cannot be typed into or paused from the page", async () => {
    bench.open();
    const { program } = await exec("client", "sleep", "60");
    const refused = { type: "refused", error: { code: "bad_command" } };
    expect(bench.command({ do: "program.input", program, text: "x" })).toMatchObject(refused);
    expect(bench.command({ do: "program.pause", program })).toMatchObject(refused);
  });

  it("whose starter is gone, nobody knows how, is killed", async () => {
    bench.open();
    const { program, child } = await exec("client", "sleep", "60");
    const killed = once(child, "exit");
    bench.tell({ type: "attach-ended", lab: "lab", program, exitCode: null, signal: null });
    expect(bench.events("program.ended")).toMatchObject([{ program, exitCode: null, signal: "SIGKILL" }]);
    expect(await killed).toEqual([null, "SIGKILL"]);
  });

  it("leaves nothing behind when the lab is closed, whatever it has started and forgotten", async () => {
    bench.open();
    const { output, ended } = await exec("client", "sh", "-c", "sleep 60 >&- 2>&- & echo $!");
    await ended;
    const left = output().trim();
    expect(existsSync(`/proc/${left}/ns/net`)).toBe(true);
    await bench.close();
    await vi.waitFor(() => expect(() => readlinkSync(`/proc/${left}/ns/net`)).toThrow());
    bench = new TestBench();
  });

  it.each([
    ["full", () => {}],
    ["closed", () => bench.close()],
  ])("that is told of when its lab is %s is killed: nothing keeps the host", async (_, end) => {
    bench.open({}, 30);
    const { program, networkNamespace } = bench.attach("client", ["sleep", "60"]);
    for (let on = true; !bench.answers.some(({ type }) => type === "full"); on = !on) {
      bench.command({ do: "wire.hold", on });
    }
    const late = spawn("nsenter", [`--net=${networkNamespace}`, "--", "sh", "-c", "echo; exec sleep 60"]);
    started.push(late);
    const killed = once(late, "exit");
    await once(late.stdout, "data");
    await end();
    bench.tell({ type: "attach-process", lab: "lab", program, pid: late.pid ?? 0 });
    expect(await killed).toEqual([null, "SIGKILL"]);
  });

  it("that could not be started has ended as its shell would say", async () => {
    bench.open();
    const { program } = bench.attach("client", ["no-such-command"]);
    bench.tell({ type: "attach-ended", lab: "lab", program, exitCode: 127, signal: null });
    expect(bench.events("program.ended")).toMatchObject([{ program, exitCode: 127 }]);
  });
});
