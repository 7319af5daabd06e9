import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execSocketName, OpenLabResponse } from "@wirestage/protocol";
import { pino } from "pino";
import { buildServer, type Machine } from "../app.ts";
import { type Config, configOf } from "../config/config.ts";
import { LiveClient } from "./live-client.ts";
import { ManualTimers } from "./manual-timers.ts";

const FAKE_LAB = fileURLToPath(new URL("./fake-lab.mjs", import.meta.url));
const PROGRAMS = fileURLToPath(new URL("../../../../packages/programs", import.meta.url));

/** Command line of a lab process without a kernel; see fake-lab.mjs for what it can be told. */
export function fakeLab(...args: readonly string[]): readonly string[] {
  return [process.execPath, FAKE_LAB, ...args];
}

/** A machine on which everything is allowed. */
const WILLING_PROBE = { platform: "linux", sysctl: () => null, openTun: () => null };

type Overrides = Partial<Omit<Config, "labs" | "live" | "recordings" | "exec">> & {
  readonly exec?: Partial<Config["exec"]>;
  readonly labs?: Partial<Config["labs"]>;
  readonly live?: Partial<Config["live"]>;
  readonly recordings?: Partial<Config["recordings"]>;
};

export interface RunningServer {
  readonly url: string;
  readonly timers: ManualTimers;
  /** Path of the exec socket. */
  readonly execSocket: string;
  /** All that was logged so far, a line of JSON each. */
  readonly logged: readonly string[];
  fetch(path: string, init?: RequestInit): Promise<Response>;
  openLab(body?: object): Promise<OpenLabResponse>;
  /** Connects to a lab's WebSocket; says hello with `token`, or without one where it is null. */
  watch(lab: { id: string }, token?: string | null, from?: number): Promise<LiveClient>;
  connect(path: string, headers?: Record<string, string>): Promise<LiveClient>;
  /** Does what SIGTERM does. */
  stop(): Promise<void>;
}

/** The whole server on a port of its own, with lab processes that need no kernel and a clock that stands still. */
export async function runServer(
  overrides: Overrides = {},
  machine: Partial<Machine> = {},
): Promise<RunningServer> {
  const defaults = configOf({}, "0.0.0-test");
  const execDirectory =
    overrides.exec?.directories?.[0] ?? (await mkdtemp(join(tmpdir(), "wirestage-exec-")));
  const config: Config = {
    ...defaults,
    labCommand: fakeLab("ready"),
    labProcesses: 1,
    programsDir: PROGRAMS,
    webDir: await mkdtemp(join(tmpdir(), "wirestage-web-")),
    ...overrides,
    labs: { ...defaults.labs, ...overrides.labs },
    live: { ...defaults.live, ...overrides.live },
    // Most tests are about other things, and have no thread that could write any.
    recordings: { ...defaults.recordings, kept: { directory: "", bytes: 0 }, ...overrides.recordings },
    exec: { ...defaults.exec, directories: [execDirectory], ...overrides.exec },
  };
  const timers = new ManualTimers();
  const logged: string[] = [];
  const log = pino({ level: "trace" }, { write: (line: string) => logged.push(line) });
  const wallClock = () => "2026-01-01T00:00:00.000Z";
  const server = await buildServer(config, { timers, log, wallClock, probe: WILLING_PROBE, ...machine });
  const url = await server.listen({ port: overrides.port ?? 0, host: config.host });
  const request = (path: string, init?: RequestInit) => fetch(`${url}${path}`, init);
  const connect = (path: string, headers = {}) =>
    LiveClient.connect(`${url.replace("http", "ws")}${path}`, headers);
  return {
    url,
    timers,
    execSocket: join(execDirectory, execSocketName(Number(new URL(url).port))),
    logged,
    fetch: request,
    openLab: async (body = {}) => {
      const response = await request("/api/labs", postJson(body));
      return OpenLabResponse.parse(await response.json());
    },
    connect,
    watch: async ({ id }, token = null, from = 0) => {
      const client = await connect(`/api/labs/${id}/trace?from=${from}`);
      client.send({ type: "hello", ...(token === null ? {} : { token }) });
      return client;
    },
    stop: () => server.close(),
  };
}

export function postJson(body: unknown): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}
