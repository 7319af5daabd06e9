import { readdirSync, readFileSync } from "node:fs";
import { describeKernel } from "@wirestage/linux/testing";
import type { EventOf } from "@wirestage/trace";
import { afterEach, expect, it, vi } from "vitest";
import { terminalOf } from "../testing-conversation.ts";
import { childrenOf } from "./process-tree.ts";
import { PythonBench } from "./testing.ts";

let pair: PythonBench;

afterEach(() => pair.close());

/** A server that is ready, and goes on as the test has it. */
const READY = "l = socket.socket()\nl.bind((ADDRESS, PORT))\nl.listen(5)\n";

async function endOf(program: number): Promise<EventOf<"program.ended"> | undefined> {
  const find = () => pair.bench.events("program.ended").find((event) => event.program === program);
  await pair.bench.until(`the end of program ${program}`, () => find() !== undefined);
  return find();
}

/** Processes of this machine whose command line or environment has this word. */
function processesWith(word: string): string[] {
  return readdirSync("/proc").filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/cmdline`, "utf8").includes(word);
    } catch {
      return false;
    }
  });
}

/** Looks until there are `count`, or the time is over; those that there are. */
async function wait(word: string, count: number, patienceMs: number): Promise<string[]> {
  const until = performance.now() + patienceMs;
  while (processesWith(word).length !== count && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return processesWith(word);
}

describeKernel("a program in Python that goes beyond what it may", () => {
  it("floods its terminal: is stopped for its output", async () => {
    pair = new PythonBench({ server: `${READY}while True: print("x" * 999)\n`, client: "input()\n" });
    pair.open();
    expect(await endOf(1)).toMatchObject({ signal: "SIGKILL", limit: "output" });
    expect(terminalOf(pair.bench, "server").length).toBeLessThan(1.1 * 1024 * 1024);
  });

  it("floods it without print, and other programs do not feel it", async () => {
    pair = new PythonBench({
      server: `import os\n${READY}while True: os.write(1, b"x" * 4000)\n`,
      client: 'print(input("? "))\n',
    });
    pair.open({ input: ["still here"] });
    expect(await endOf(1)).toMatchObject({ limit: "output" });
    await endOf(2);
    expect(pair.shown("client").at(-1)).toBe("still here");
  });

  it("prints and calls without end: is ended before its lab is full of it, and others do not feel it", {
    timeout: 90_000,
  }, async () => {
    pair = new PythonBench({
      server: `${READY}while True: print(l.getsockname())\n`,
      client: 'print(input("? "))\n',
    });
    pair.open({ input: ["still here"] });
    // Looking at so many events after each batch of them would take longer than they do.
    const endings = () => pair.bench.events("program.ended");
    await vi.waitFor(() => expect(endings()).toHaveLength(2), { timeout: 80_000, interval: 500 });
    expect(endings()).toMatchObject([
      { program: 2, exitCode: 0 },
      { program: 1, signal: "SIGKILL", limit: "events" },
    ]);
    expect(pair.shown("client").at(-1)).toBe("still here");
  });

  it("computes without end: its kernel ends it for its processor time", async () => {
    pair = new PythonBench({ server: `${READY}while True: pass\n`, client: "input()\n" }, "tcp-echo", {
      cpuSeconds: 1,
    });
    pair.open();
    expect(await endOf(1)).toMatchObject({ exitCode: null, signal: "SIGKILL", limit: "cpu" });
  });

  it("wants more memory than there is: gets MemoryError, and ends by it", async () => {
    pair = new PythonBench({ server: `${READY}hog = bytearray(1 << 40)\n`, client: "input()\n" });
    pair.open();
    expect(await endOf(1)).toMatchObject({ exitCode: 1, limit: "memory" });
    expect(terminalOf(pair.bench, "server")).toContain("MemoryError");
  });

  it("takes memory bit by bit: ends by it as well", async () => {
    pair = new PythonBench(
      { server: `${READY}hog = []\nwhile True: hog.append(bytearray(1 << 20))\n`, client: "input()\n" },
      "tcp-echo",
      {
        bytes: 64 * 1024 * 1024,
      },
    );
    pair.open();
    expect(await endOf(1)).toMatchObject({ limit: "memory" });
  });

  it("starts ever more processes: all are stopped", async () => {
    const word = `bomb-${process.pid}`;
    const bomb = `import os, time
${READY}
until = time.monotonic() + 10
while time.monotonic() < until: os.fork() or os.execlp("sh", "${word}", "-c", "sleep 10; :")
`;
    pair = new PythonBench({ server: bomb, client: "input()\n" }, "tcp-echo", { tasks: 8 });
    pair.open();
    expect(await endOf(1)).toMatchObject({ signal: "SIGKILL", limit: "processes" });
    expect(await wait(word, 0, 1_000)).toEqual([]);
  });

  it("has children that have children: they are counted as well", async () => {
    const bomb = `import os, time
${READY}
until = time.monotonic() + 10
for _ in range(6): os.fork()
while time.monotonic() < until: time.sleep(0.1)
`;
    pair = new PythonBench({ server: bomb, client: "input()\n" }, "tcp-echo", { tasks: 16 });
    pair.open();
    expect(await endOf(1)).toMatchObject({ limit: "processes" });
  });

  it("opens more sockets than it may: is told EMFILE", async () => {
    pair = new PythonBench({
      server: `${READY}kept = []
try:
    while True: kept.append(socket.socket())
except OSError as error: print(error, len(kept))
`,
      client: "input()\n",
    });
    pair.open();
    await endOf(1);
    expect(pair.shown("server").at(-1)).toBe("[Errno 24] Too many open files 255");
  });

  it("writes what is no message to the channel of its tracer: is ended with a note that says so", async () => {
    pair = new PythonBench({
      server: `${READY}import os\nos.write(3, b"{}\\n")\ninput()\n`,
      client: "input()\n",
    });
    pair.open();
    expect(await endOf(1)).toMatchObject({ signal: "SIGKILL" });
    const [note] = pair.bench.events("note");
    expect(note).toMatchObject({ topic: "program.tracer-broken", facts: { program: 1 } });
  });

  it.each([
    ["a line without end", "while True: os.write(3, b'x' * 65536)"],
    [
      "messages that want no answer",
      'while True: os.write(3, b\'{"number":1,"say":"print","line":1}\\n\' * 500)',
    ],
    [
      "a value that is none",
      'os.write(3, b\'{"number":1,"say":"returned","value":{"x":1},"socket":null}\\n\')',
    ],
  ])("says to its lab %s: is ended, and its lab goes on", async (_, hostile) => {
    pair = new PythonBench({
      server: `${READY}import os, time\n${hostile}\ntime.sleep(30)\n`,
      client: 'print(input("? "))\n',
    });
    pair.open();
    expect(await endOf(1)).toMatchObject({ signal: "SIGKILL" });
    await pair.bench.until("the client to ask", () => pair.bench.events("program.asking").length === 1);
    pair.bench.command({ do: "program.input", program: 2, text: "still here" });
    await endOf(2);
    expect(pair.shown("client").at(-1)).toBe("still here");
  });
});

describeKernel("the processes of a lab that is closed", () => {
  it("are gone within a second, whatever they do to stay", async () => {
    const word = `stays-${process.pid}`;
    const stays = `import os, signal, sys
${READY}
for name in ("SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM"): signal.signal(getattr(signal, name), signal.SIG_IGN)
child = os.fork()
if child == 0:
    os.setsid()
    if os.fork() == 0: os.execlp("sleep", "${word}", "60")
    os._exit(0)
os.waitpid(child, 0)
print("ready")
while True: pass
`;
    pair = new PythonBench({ server: stays, client: "input()\n" });
    pair.open();
    await pair.bench.until("it to be ready", () => terminalOf(pair.bench, "server").includes("ready"));
    expect(await wait(word, 1, 5_000)).toHaveLength(1);
    await pair.close();
    expect(await wait(word, 0, 1_000)).toEqual([]);
    await vi.waitFor(() => expect(childrenOf(process.pid)).toEqual([]), { timeout: 1_000, interval: 10 });
    expect(pair.bench.events("program.ended")).toMatchObject([{ limit: "lab" }, { limit: "lab" }]);
    pair = new PythonBench({ server: "", client: "" });
  });
});
