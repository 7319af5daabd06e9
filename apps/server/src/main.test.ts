import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
let program: string;

/** The program as it is started, bundled: Node 20 does not run TypeScript. */
beforeAll(async () => {
  program = join(await mkdtemp(join(tmpdir(), "wirestage-main-")), "main.mjs");
  await build({
    entryPoints: [fileURLToPath(new URL("./main.ts", import.meta.url))],
    outfile: program,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "silent",
    plugins: [
      {
        name: "libraries-from-the-room",
        setup(plugin) {
          plugin.onResolve({ filter: /^[^./]/ }, async ({ path, kind, resolveDir, pluginData }) => {
            if (path.startsWith("@wirestage/") || path.startsWith("node:") || pluginData === "seen")
              return null;
            const { path: file } = await plugin.resolve(path, { kind, resolveDir, pluginData: "seen" });
            return { path: file, external: true };
          });
        },
      },
    ],
  });
});

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly exitCode: Promise<unknown>;
}

function start(args: readonly string[], environment: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH: process.env["PATH"], WIRESTAGE_ROOT: ROOT, WIRESTAGE_RECORDINGS_BYTES: "0", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
  return { child, output: () => output, exitCode: once(child, "close").then(([code]) => code) };
}

async function listening(server: Started): Promise<string> {
  return vi.waitFor(
    () => {
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(server.output())?.[0];
      if (address === undefined) throw new Error(`not listening: ${server.output()}`);
      return address;
    },
    { timeout: 20_000, interval: 20 },
  );
}

describe("starting the server", () => {
  test("--help: lists the variables and ends well", async () => {
    const { exitCode, output } = start(["--help"]);
    expect(await exitCode).toBe(0);
    expect(output()).toContain("WIRESTAGE_MAX_LABS");
  });

  test("--version: the version of the package", async () => {
    const { exitCode, output } = start(["--version"]);
    expect(await exitCode).toBe(0);
    expect(output()).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test("with a value that cannot be used: one sentence and exit code 2", async () => {
    const { exitCode, output } = start([], { WIRESTAGE_MAX_LABS: "many" });
    expect(await exitCode).toBe(2);
    expect(output()).toBe('WIRESTAGE_MAX_LABS is "many" and must be a whole number from 1 to 10000.\n');
  });

  test("on a port that is taken: says which to try, and exit code 1", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void other.close());
    await once(other, "listening");
    const address = other.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const { exitCode, output } = start([], { PORT: String(port), WIRESTAGE_LOG_LEVEL: "silent" });
    expect(await exitCode).toBe(1);
    expect(output()).toContain(`Port ${port} on 127.0.0.1 is taken`);
    expect(output()).toContain(`PORT=${port + 1} npm start`);
  });

  test("on an address of another machine: says so, and exit code 1", async () => {
    const { exitCode, output } = start([], { HOST: "192.0.2.1", WIRESTAGE_LOG_LEVEL: "silent" });
    expect(await exitCode).toBe(1);
    expect(output()).toContain("192.0.2.1 is no address of this machine");
  });

  test.each(["SIGTERM", "SIGINT"] as const)(
    "and ending it with %s: exit code 0, the port is free",
    async (signal) => {
      const server = start([], { PORT: "0", WIRESTAGE_LAB_ENTRY: "no/such/file.js" });
      const url = await listening(server);
      expect((await fetch(`${url}/api/health`)).status).toBe(200);
      server.child.kill(signal);
      expect(await server.exitCode).toBe(0);
      await expect(fetch(url)).rejects.toThrow();
    },
  );

  test("where the lab process is not there: serves, and health says what it said", async () => {
    const server = start([], { PORT: "0", WIRESTAGE_LAB_ENTRY: "no/such/file.js" });
    const health = await (await fetch(`${await listening(server)}/api/health`)).text();
    expect(health).toContain('"mode":"recordings"');
  });
});
