import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { folderOf, PAIRS } from "./pairs.ts";
import { type ParameterValue, withParameters } from "./parameters.ts";

/** The interpreter itself: what is on the PATH may be a slow script that looks for it. */
function interpreter(): string | null {
  try {
    return execFileSync("python3", ["-c", "import sys; print(sys.executable)"], { encoding: "utf8" }).trim();
  } catch {
    return null;
  }
}

const PYTHON = interpreter();
const ROOM = fileURLToPath(new URL("..", import.meta.url));
const LOOPBACK = { AF_INET: "127.0.0.1", AF_INET6: "::1" } as const;
type Role = "server" | "client";

function fileOf(name: string, role: Role): string {
  const pair = PAIRS.find((each) => each.name === name);
  return `${pair ? folderOf(pair, role) : name}/${role}.py`;
}

function sourceOf(pair: string, role: Role): string {
  return readFileSync(`${ROOM}${fileOf(pair, role)}`, "utf8");
}

/** One of the programs in a process of its own, as a person would start it. */
class PythonRun {
  readonly ended: Promise<number | null>;
  readonly #process: ChildProcess;
  #output = "";
  #heard = () => {};

  constructor(file: string) {
    this.#process = spawn(PYTHON ?? "", ["-u", "-X", "utf8", file]);
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#output += text;
        this.#heard();
      });
    }
    this.ended = new Promise((resolve) => this.#process.on("close", resolve));
  }

  get output(): string {
    return this.#output;
  }

  type(line: string): void {
    this.#process.stdin?.write(`${line}\n`);
  }

  async printed(text: string): Promise<void> {
    const heard = new Promise<void>((resolve) => {
      this.#heard = () => this.#output.includes(text) && resolve();
      this.#heard();
    });
    const ended = this.ended.then((code) => {
      throw new Error(`ended with ${code} before it printed "${text}":\n${this.#output}`);
    });
    await Promise.race([heard, ended]);
  }

  kill(): Promise<number | null> {
    this.#process.kill("SIGKILL");
    return this.ended;
  }
}

let directory: string;
let port: number;
const runs: PythonRun[] = [];

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}

function start(pair: string, role: Role, more: Readonly<Record<string, ParameterValue>> = {}): PythonRun {
  const family = PAIRS.find(({ name }) => name === pair)?.family ?? "AF_INET";
  const address = family === "AF_UNIX" ? join(directory, "echo.sock") : LOOPBACK[family];
  const file = join(directory, `${role}.py`);
  const values = { ADDRESS: address, PORT: port, ...more };
  writeFileSync(file, withParameters(sourceOf(pair, role), "python", values));
  const run = new PythonRun(file);
  runs.push(run);
  return run;
}

/** Starts both sides, the client once the server is ready for it. */
async function startPair(pair: string): Promise<{ server: PythonRun; client: PythonRun }> {
  const server = start(pair, "server");
  await server.printed(pair.startsWith("udp") ? "bound to" : "listening on");
  return { server, client: start(pair, "client") };
}

function named(suffix: RegExp): string[] {
  return PAIRS.map(({ name }) => name).filter((name) => suffix.test(name));
}

describe.skipIf(PYTHON === null)("the Python programs, run by CPython", () => {
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), "wirestage-python-"));
  });

  afterAll(() => rmSync(directory, { recursive: true }));

  beforeEach(async () => {
    port = await freePort();
  });

  afterEach(async () => {
    await Promise.all(runs.splice(0).map((run) => run.kill()));
  });

  it("are understood by Python 3.8", () => {
    const files = PAIRS.flatMap(({ name }) => [fileOf(name, "server"), fileOf(name, "client")]);
    const check =
      "import ast, sys\nfor name in sys.argv[1:]: ast.parse(open(name).read(), name, feature_version=(3, 8))";
    execFileSync(PYTHON ?? "", ["-X", "utf8", "-c", check, ...files], { cwd: ROOM });
  });

  it.each(named(/once$/))("say one message there and back and end: %s", async (pair) => {
    const { server, client } = await startPair(pair);
    expect(await client.ended, client.output).toBe(0);
    expect(await server.ended, server.output).toBe(0);
    expect(client.output).toMatch(/^reply.*: HELLO$/m);
    expect(server.output).toMatch(/^received.*: hello$/m);
  });

  // The one left out breaks where the answer and the first line happen to arrive together.
  it.each(
    PAIRS.filter(({ name, interactive }) => interactive && name !== "tcp-hmac-unframed").map(
      ({ name }) => name,
    ),
  )("answer every line in upper case until exit: %s", async (pair) => {
    const { client } = await startPair(pair);
    for (const line of ["hello", "握手 and goodbye", "exit"]) client.type(line);
    expect(await client.ended, client.output).toBe(0);
    expect(client.output).toMatch(/: HELLO$/m);
    expect(client.output).toMatch(/: 握手 AND GOODBYE$/m);
  });

  it("let no client in that has another secret, and serve the next one: tcp-hmac", async () => {
    const server = start("tcp-hmac", "server");
    await server.printed("listening on");
    const wrong = start("tcp-hmac", "client", { SECRET: "open barley" });
    wrong.type("hello");
    expect(await wrong.ended, wrong.output).toBe(0);
    expect(wrong.output).not.toContain("reply");
    await server.printed("refused: wrong answer");
    const right = start("tcp-hmac", "client");
    right.type("hello");
    await right.printed("reply: HELLO");
  });

  it("close the connection of a client that does not answer: tcp-hmac-silent", async () => {
    const server = start("tcp-hmac-silent", "server", { TIMEOUT: 1 });
    await server.printed("listening on");
    const silent = start("tcp-hmac-silent", "client");
    expect(await silent.ended, silent.output).toBe(0);
    expect(silent.output).toContain("the server has closed the connection");
    await server.printed("given up: timed out");
  });

  it.each(["tcp-echo", "tcp6-echo", "unix-echo", "tcp-hmac"])(
    "bring a line longer than recv back whole: %s",
    async (pair) => {
      const { client } = await startPair(pair);
      const line = "握手".repeat(700);
      for (const typed of [line, "ok", "exit"]) client.type(typed);
      expect(await client.ended, client.output).toBe(0);
      expect(client.output).toContain(`reply: ${line}\n`);
      expect(client.output).toContain("reply: OK\n");
    },
  );

  it.each(["tcp-echo-loop", "tcp-echo", "tcp6-echo", "unix-echo"])(
    "serve one client after another: %s",
    async (pair) => {
      const { client: first } = await startPair(pair);
      await first.printed("connected");
      const second = start(pair, "client");
      await second.printed("connected");
      second.type("second");
      first.type("exit");
      await second.printed("reply: SECOND");
    },
  );

  it("send no empty line over a stream: tcp-echo", async () => {
    const { client } = await startPair("tcp-echo");
    for (const line of ["", "", "after", "exit"]) client.type(line);
    expect(await client.ended, client.output).toBe(0);
    expect(client.output).toContain("reply: AFTER\n");
  });

  it.each(["udp-echo", "udp6-echo"])("send an empty line as an empty datagram: %s", async (pair) => {
    const { client } = await startPair(pair);
    for (const line of ["", "exit"]) client.type(line);
    expect(await client.ended, client.output).toBe(0);
    expect(client.output).toMatch(/^> reply from .*: $/m);
  });

  it("find whole messages in a stream, whatever recv gave: tcp-stream", async () => {
    const { server, client } = await startPair("tcp-stream");
    expect(await client.ended, client.output).toBe(0);
    expect(await server.ended, server.output).toBe(0);
    const messages = [...server.output.matchAll(/a message of (\d+) bytes/g)].map(([, size]) => Number(size));
    const given = [...server.output.matchAll(/recv gave (\d+) bytes/g)].map(([, size]) => Number(size));
    expect(messages).toEqual([3, 3, 5, 3000]);
    expect(given.reduce((sum, size) => sum + size)).toBe(3 + 3 + 5 + 3000 + 4 * 4);
    expect(client.output).toContain("a reply of 3 bytes: ONE\n");
    expect(client.output).toContain("a reply of 3000 bytes: XXXXXXXXXXXXXXXXXXXX\n");
  });

  it("outlive a client that is killed with a reply unread: tcp-echo", async () => {
    const { client } = await startPair("tcp-echo");
    client.type("hello");
    await client.printed("reply: HELLO");
    await client.kill();
    const next = start("tcp-echo", "client");
    next.type("next");
    await next.printed("reply: NEXT");
  });

  it("start again although the file of an earlier server is there: unix-echo", async () => {
    const { server, client: earlier } = await startPair("unix-echo");
    // Else it may come to the later server, and keep that busy.
    await earlier.printed("connected");
    await server.kill();
    const { client } = await startPair("unix-echo");
    client.type("again");
    await client.printed("reply: AGAIN");
  });

  it("tell a client that its server has gone: tcp-echo", async () => {
    const { server, client } = await startPair("tcp-echo");
    await client.printed("connected");
    await server.kill();
    client.type("hello");
    expect(await client.ended, client.output).toBe(0);
    expect(client.output).toContain("the server has closed the connection\n");
  });

  it("end with ConnectionRefusedError where no server listens: tcp-echo-once", async () => {
    const client = start("tcp-echo-once", "client");
    expect(await client.ended).toBe(1);
    expect(client.output).toContain("ConnectionRefusedError");
  });
});
