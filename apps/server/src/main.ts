import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pino } from "pino";
import { z } from "zod";
import { buildServer, type WirestageServer } from "./app.ts";
import { type Config, configOf } from "./config/config.ts";
import { ConfigError, helpText, readStart, readValue } from "./config/read-values.ts";
import { VARIABLES } from "./config/variables.ts";
import { errorName, SYSTEM_PROBE } from "./labs/kernel-probe.ts";
import { SYSTEM_TIMERS } from "./timers.ts";

const EXIT_FAILED = 1;
const EXIT_BAD_CONFIG = 2;
/** What is still open this long after a stop was asked for is cut, in ms: lab processes have 3 s to end. */
const STOP_MS = 4_000;

const PackageFile = z.object({ version: z.string() });

async function main(): Promise<void> {
  const start = readStart(process.argv.slice(2), process.env);
  switch (start.action) {
    case "help":
      process.stdout.write(helpText());
      return;
    case "version":
      process.stdout.write(`${readVersion(process.env)}\n`);
      return;
    case "serve":
      return serve(configOf(start.environment, readVersion(start.environment)));
    default:
      return start satisfies never;
  }
}

async function serve(config: Config): Promise<void> {
  const log = pino({ level: config.logLevel });
  const server = await buildServer(config, {
    timers: SYSTEM_TIMERS,
    wallClock: () => new Date().toISOString(),
    probe: SYSTEM_PROBE,
    log,
  });
  stopOnSignals(server);
  try {
    const address = await server.listen({ port: config.port, host: config.host });
    // For a person; on stdout are the log's lines of JSON.
    process.stderr.write(`Wirestage is at ${address}\n`);
  } catch (error) {
    await server.close();
    fail(EXIT_FAILED, listenSentence(error, config));
  }
}

function stopOnSignals(server: WirestageServer): void {
  const stop = () => {
    setTimeout(() => process.exit(EXIT_FAILED), STOP_MS).unref();
    void server.close().then(() => process.exit(0));
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
}

/** Errors of bind(2) in words. */
function listenSentence(error: unknown, { host, port }: Config): string {
  switch (errorName(error)) {
    case "EADDRINUSE":
      return `Port ${port} on ${host} is taken by another program. Choose another one: PORT=${port + 1} npm start`;
    case "EACCES":
      return `Port ${port} may not be used without more rights. Choose one above 1023: PORT=8080 npm start`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `${host} is no address of this machine. Set HOST to one that is, or to 127.0.0.1.`;
    default:
      return `The server cannot listen on ${host}:${port}: ${String(error)}`;
  }
}

function readVersion(environment: NodeJS.ProcessEnv | Readonly<Record<string, string | undefined>>): string {
  const file = resolve(readValue(VARIABLES.root, environment), "package.json");
  return PackageFile.parse(JSON.parse(readFileSync(file, "utf8"))).version;
}

function fail(exitCode: number, sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(exitCode);
}

try {
  await main();
} catch (error) {
  if (error instanceof ConfigError) fail(EXIT_BAD_CONFIG, error.message);
  throw error;
}
