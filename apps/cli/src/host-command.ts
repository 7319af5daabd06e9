import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { constants } from "node:os";
import { Writable } from "node:stream";
import { isatty } from "node:tty";
import type { ToExec } from "@wirestage/protocol";
import { EXIT, Failure } from "./failure.ts";
import type { Environment } from "./servers.ts";

export type Place = Extract<ToExec, { type: "attached" }>;

/** How a command ended: one of the two is null. */
export interface CommandEnd {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Signals that are meant for the command when they reach us. */
const PASSED_ON = ["SIGTERM", "SIGHUP", "SIGUSR2"] as const;
/** These a terminal sends to everything in the foreground: the command has them already. */
const FROM_KEYS = ["SIGINT", "SIGQUIT"] as const;
const STDIN = 0;
/** The command's descriptor of the tracer connection: the first after its three streams. */
const TRACER_FD = 3;
/** Where a shell waits for a line before it becomes the command: until then the lab would not know whose sockets it sees. */
const GO_FD = 4;
const WAIT_AND_BECOME = `read -r go <&${GO_FD}; exec ${GO_FD}<&-; exec "$@"`;

/** A command inside a lab's host, on our own terminal. */
export class HostCommand {
  readonly pid: number;
  readonly ended: Promise<CommandEnd>;
  readonly #child: ChildProcess;
  readonly #gate: Writable;

  private constructor(child: ChildProcess, pid: number, gate: Writable) {
    this.#child = child;
    this.#gate = gate;
    // A process that was killed before it became the command reads no line.
    gate.on("error", () => gate.destroy());
    this.pid = pid;
    this.ended = new Promise((resolve) =>
      child.once("exit", (exitCode, signal) => resolve({ exitCode, signal })),
    );
    for (const signal of PASSED_ON) process.on(signal, () => child.kill(signal));
    const keysReachIt = isatty(STDIN);
    for (const signal of FROM_KEYS) process.on(signal, () => keysReachIt || child.kill(signal));
  }

  /** Starts it by nsenter(1), which becomes a shell and, after `go`, the command, and keeps its process id. @throws Failure */
  static async start(
    command: readonly string[],
    place: Place,
    environment: Environment,
  ): Promise<HostCommand> {
    const tracer = await connectTracer(place);
    const { userNamespace, networkNamespace } = place;
    const namespaces = [`--user=${userNamespace}`, `--net=${networkNamespace}`];
    const shell = ["sh", "-c", WAIT_AND_BECOME, "sh", ...command];
    const child = spawn("nsenter", [...namespaces, "--preserve-credentials", "--", ...shell], {
      stdio: ["inherit", "inherit", "inherit", tracer, "pipe"],
      env: { ...environment, ...tracerEnvironment(place, environment) },
    });
    const { pid } = child;
    if (pid === undefined) throw await notStarted(child);
    tracer.destroy();
    const gate = child.stdio[GO_FD];
    if (!(gate instanceof Writable)) throw new Failure("The command could not be started: it has no gate.");
    return new HostCommand(child, pid, gate);
  }

  /** The lab knows the process: it becomes the command. */
  go(): void {
    this.#gate.end("\n");
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }
}

/** What a shell would answer: bash(1), "Exit status". */
export function exitCodeOf({ exitCode, signal }: CommandEnd): number {
  return exitCode ?? (signal === null ? EXIT.failed : EXIT.bySignal + constants.signals[signal]);
}

/**
 * A connection to the lab's tracer socket, for the command to inherit. We say the token, a line of its own, and nothing
 * else; all that follows belongs to the tracer, so that nothing of it is read here. The descriptor does not block:
 * libuv made it so.
 */
async function connectTracer({ tracerPath, tracerToken }: Place): Promise<Socket> {
  const socket = connect(tracerPath).pause();
  try {
    await once(socket, "connect");
    await new Promise<void>((resolve) => socket.write(`${tracerToken}\n`, () => resolve()));
    return socket;
  } catch {
    throw new Failure("The lab no longer answers. Open a new one.");
  }
}

/**
 * Python runs the `sitecustomize` that it finds on PYTHONPATH before the program; that is the tracer, and it takes the
 * connection from the descriptor whose number WIRESTAGE_TRACER_FD is. Other commands take no notice of either.
 */
function tracerEnvironment({ pythonPath }: Place, { PYTHONPATH }: Environment): Record<string, string> {
  const own = PYTHONPATH === undefined || PYTHONPATH === "" ? [] : [PYTHONPATH];
  return { PYTHONPATH: [pythonPath, ...own].join(":"), WIRESTAGE_TRACER_FD: String(TRACER_FD) };
}

async function notStarted(child: ChildProcess): Promise<Failure> {
  const [error]: unknown[] = await once(child, "error").catch((thrown: unknown) => [thrown]);
  if (error instanceof Error && "code" in error && error.code === "ENOENT") {
    return new Failure(
      "The program nsenter was not found. Install the package util-linux, and see that its directory is in PATH.",
    );
  }
  return new Failure(`The command could not be started: ${String(error)}`);
}
