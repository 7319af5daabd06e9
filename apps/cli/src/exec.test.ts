import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { exec } from "./exec.ts";
import { findServers } from "./servers.ts";
import { FakeServer, fakeNsenter, LAB } from "./testing.ts";

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let folder = "";
let bundle = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "wirestage-cli-"));
  bundle = join(folder, "main.mjs");
  const entry = fileURLToPath(new URL("./main.ts", import.meta.url));
  await build({ entryPoints: [entry], outfile: bundle, bundle: true, platform: "node", format: "esm" });
});
afterAll(() => rmSync(folder, { recursive: true }));

let server: FakeServer;
let options = "";
beforeEach(async () => {
  server = await FakeServer.start();
  options = fakeNsenter(server.runtimeDirectory);
  onTestFinished(() => server.stop());
});

/** The command line as a process of its own, with `nsenter` replaced by one that enters nothing. */
function wirestage(args: readonly string[], environment: NodeJS.ProcessEnv = {}): ChildProcess {
  const { runtimeDirectory } = server;
  return spawn(process.execPath, [bundle, ...args], {
    stdio: ["pipe", "pipe", "pipe"],
    env: {
      ...process.env,
      PATH: `${runtimeDirectory}:${process.env["PATH"]}`,
      XDG_RUNTIME_DIR: runtimeDirectory,
      ...environment,
    },
  });
}

function execArgs(...command: readonly string[]): string[] {
  return ["exec", "--lab", LAB.id, "--host", "client", "--", ...command];
}

async function resultOf(child: ChildProcess) {
  if (child.stdout === null || child.stderr === null) throw new Error("Its output is a pipe.");
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]);
  return { stdout, stderr, code };
}

describe("a command in a host", () => {
  test("runs in the namespaces that the server names, on our own streams, and its exit code is ours", async () => {
    const child = wirestage(execArgs("sh", "-c", "cat; echo oh >&2; exit 3"));
    child.stdin?.end("typed");
    expect(await resultOf(child)).toEqual({ stdout: "typed", stderr: "oh\n", code: 3 });
    expect(readFileSync(options, "utf8").trim().split("\n")).toEqual([
      "--user=/proc/self/ns/user",
      "--net=/proc/self/ns/net",
      "--preserve-credentials",
    ]);
  });

  test("the server hears of it before, its process id, and how it ended", async () => {
    const child = wirestage(execArgs("sh", "-c", "echo $$; exit 7"));
    const { stdout } = await resultOf(child);
    expect(server.heard.filter(({ type }) => type !== "labs")).toEqual([
      { type: "attach", lab: LAB.id, host: "client", command: ["sh", "-c", "echo $$; exit 7"] },
      { type: "started", pid: Number(stdout) },
      { type: "ended", exitCode: 7, signal: null },
    ]);
  });

  test("does nothing before the lab knows its process: whatever it does is seen as its own", async () => {
    server.isKnowing = false;
    const child = wirestage(execArgs("echo", "I began"));
    await server.hears("started");
    const error = { code: "lab_ended" as const, message: "The lab was closed.", facts: {} };
    server.say({ type: "lab-ended", error });
    expect(await resultOf(child)).toMatchObject({ stdout: "", code: 137 });
  });

  test("finds the tracer before what it had on PYTHONPATH, and a connection to it that has said the token", async () => {
    const program = `const fd = Number(process.env.WIRESTAGE_TRACER_FD);
      const tracer = new (require("node:net").Socket)({ fd });
      tracer.once("data", (heard) => {
        process.stdout.write(process.env.PYTHONPATH + " " + heard);
        tracer.destroy();
      });`;
    const child = wirestage(execArgs(process.execPath, "-e", program), { PYTHONPATH: "/home/me/lib" });
    expect(await resultOf(child)).toMatchObject({ stdout: "/opt/tracer:/home/me/lib welcome\n", code: 0 });
    expect(server.tokens).toEqual(["the token"]);
  });

  test.each(["SIGTERM", "SIGHUP", "SIGINT"] as const)(
    "%s to us reaches it, and 128 and its number is our exit code",
    async (signal) => {
      const child = wirestage(execArgs("sleep", "60"));
      await server.hears("started");
      child.kill(signal);
      const { code } = await resultOf(child);
      expect(code).toBe({ SIGTERM: 143, SIGHUP: 129, SIGINT: 130 }[signal]);
      expect(await server.hears("ended")).toMatchObject({ exitCode: null, signal });
    },
  );

  test("that handles a signal goes on", async () => {
    const child = wirestage(
      execArgs("sh", "-c", "trap 'echo caught; exit 5' TERM; echo ready; while :; do sleep 0.01; done"),
    );
    await once(child.stdout ?? child, "data");
    child.kill("SIGTERM");
    expect(await resultOf(child)).toMatchObject({ stdout: "caught\n", code: 5 });
  });

  test("whose lab ends: is killed, and the reason is told", async () => {
    const child = wirestage(execArgs("sleep", "60"));
    await server.hears("started");
    const error = { code: "lab_ended" as const, message: "The lab was closed.", facts: {} };
    server.say({ type: "lab-ended", error });
    const { stderr, code } = await resultOf(child);
    expect({ stderr, code }).toEqual({
      stderr: "wirestage: The lab has ended, and the command with it. The lab was closed.\n",
      code: 137,
    });
  });

  test("that the lab kills for a limit: which one is told, and what to do", async () => {
    server.over = { type: "over", limit: "events" };
    const { stderr, code } = await resultOf(wirestage(execArgs("sh", "-c", "kill -9 $$")));
    expect(code).toBe(137);
    expect(stderr).toMatch(
      /^wirestage: The lab has ended the command: .*25000 events.*start it once more\.\n$/,
    );
  });

  test("that somebody else kills: nothing is told", async () => {
    const { stderr, code } = await resultOf(wirestage(execArgs("sh", "-c", "kill -9 $$")));
    expect({ stderr, code }).toEqual({ stderr: "", code: 137 });
  });

  test("whose server crashes: is killed, and that is told", async () => {
    const child = wirestage(execArgs("sleep", "60"));
    await server.hears("started");
    server.breakConnections();
    const { stderr, code } = await resultOf(child);
    expect({ stderr, code }).toEqual({
      stderr: "wirestage: The server has ended, and the command with it.\n",
      code: 137,
    });
  });

  test("with a great many words: all of them are run, and some are told", async () => {
    const words = Array.from({ length: 200 }, (_, index) => `${index}${"x".repeat(300)}`);
    const { stdout } = await resultOf(wirestage(execArgs("echo", ...words)));
    expect(stdout).toBe(`${words.join(" ")}\n`);
    expect((await server.hears("attach")).command.length).toBeLessThan(words.length);
  });
});

describe("what cannot be run", () => {
  const refused = { code: "too_many_programs" as const, message: "A lab has room for 16.", facts: {} };

  test.each([
    [
      "a lab that is not open",
      ["exec", "--lab", "x", "--host", "client", "--", "true"],
      125,
      "no open lab x",
    ],
    [
      "a host that is not there",
      ["exec", "--lab", LAB.id, "--host", "router", "--", "true"],
      125,
      "no host router. Its hosts are client and server.",
    ],
    ["a command that is not there", execArgs("no-such-command"), 127, "no-such-command was not found"],
    ["a path that is not there", execArgs("./no/such"), 127, "./no/such was not found"],
    ["a directory", execArgs("/tmp"), 127, "/tmp was not found"],
    ["wrong words", ["exec", "--lab"], 125, "wirestage --help"],
  ])("%s: says so and what to do", async (_what, args, exitCode, sentence) => {
    const { stderr, stdout, code } = await resultOf(wirestage(args));
    expect({ stdout, code }).toEqual({ stdout: "", code: exitCode });
    expect(stderr).toMatch(/^wirestage: .+\.\n$/);
    expect(stderr).toContain(sentence);
  });

  test("a file that is not executable: exit code 126", async () => {
    const file = join(server.runtimeDirectory, "program");
    writeFileSync(file, "");
    chmodSync(file, 0o644);
    const { stderr, code } = await resultOf(wirestage(execArgs(file)));
    expect({ stderr, code }).toEqual({
      stderr: `wirestage: ${file} may not be executed: chmod +x allows it.\n`,
      code: 126,
    });
  });

  test("where nsenter is missing: names the package that has it, and the lab hears that nothing runs", async () => {
    const tell = () => {};
    const environment = { PATH: folder };
    writeFileSync(join(folder, "command"), "#!/bin/sh\n", { mode: 0o755 });
    const wish = { do: "exec", lab: LAB.id, host: "client", command: ["command"] } as const;
    const running = exec(wish, { environment, directories: [server.directory], tell });
    await expect(running).rejects.toThrow("util-linux");
    expect(await server.hears("ended")).toMatchObject({ exitCode: 127 });
  });

  test("what the lab refuses: its own sentence", async () => {
    server.answer = { type: "refused", error: refused };
    const { stderr, code } = await resultOf(wirestage(execArgs("true")));
    expect({ stderr, code }).toEqual({ stderr: "wirestage: A lab has room for 16.\n", code: 125 });
  });
});

describe("servers", () => {
  test("none at all: says how to start one", async () => {
    const nothing = findServers([join(folder, "none")]);
    await expect(nothing).rejects.toThrow("No Wirestage of yours runs on this machine. Start one");
  });

  test("one that left its socket behind is passed over", async () => {
    writeFileSync(join(server.directory, "1.sock"), "");
    const found = await findServers([server.directory]);
    expect(found).toEqual([{ path: join(server.directory, "8080.sock"), labs: [LAB] }]);
  });

  test("in a directory that others may write: not even asked", async () => {
    chmodSync(server.directory, 0o777);
    await expect(findServers([server.directory])).rejects.toThrow("No Wirestage");
    expect(server.heard).toEqual([]);
  });
});

test("wirestage labs: the open ones, on stdout", async () => {
  const { stdout, code } = await resultOf(wirestage(["labs"]));
  expect(code).toBe(0);
  expect(stdout).toMatch(/^LAB +AGE +PROGRAMS\n/);
  expect(stdout).toMatch(/^-a_lab +\d+ h +none$/m);
});
