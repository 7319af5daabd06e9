import { setTimeout } from "node:timers/promises";
import { type CommandLimit, FromExec, LIMITS, type ToExec } from "@wirestage/protocol";
import type { ExecWish } from "./arguments.ts";
import { requireCommand } from "./command-path.ts";
import { EXIT, Failure } from "./failure.ts";
import { exitCodeOf, HostCommand, type Place } from "./host-command.ts";
import { ServerConnection } from "./server-connection.ts";
import { type Environment, type FoundServer, findServers } from "./servers.ts";

const SERVER_ENDED = "The server has ended, and the command with it.";
const WHAT_TO_DO =
  "The lab goes on. See whether a loop in it never ends, or let it do less, and start it once more.";
const LIMIT_SENTENCES: Readonly<Record<CommandLimit, string>> = {
  calls: `The lab has ended the command: it made more than ${LIMITS.calls} calls. ${WHAT_TO_DO}`,
  events: `The lab has ended the command: its lines and calls filled ${LIMITS.programEvents} events of the trace. ${WHAT_TO_DO}`,
};
/** How long a server that does not answer may keep a command that has ended from giving its exit code. */
const LAST_WORD_MS = 2_000;

export interface ExecSurroundings {
  readonly environment: Environment;
  /** Where to look for servers. */
  readonly directories: readonly string[];
  /** Writes a sentence to the person. */
  readonly tell: (sentence: string) => void;
}

/**
 * Runs a command in a host until it or the lab ends. Resolves with its exit code.
 * @throws Failure where it cannot be started
 */
export async function exec(wish: ExecWish, surroundings: ExecSurroundings): Promise<number> {
  const { environment, directories, tell } = surroundings;
  requireCommand(wish.command[0], environment["PATH"] ?? "");
  const connection = await connectionTo(wish, await findServers(directories));
  connection.send(attachMessage(wish));
  const place = await placeFrom(connection);
  const command = await start(wish, place, environment, connection);
  connection.send({ type: "started", pid: command.pid });
  return await untilItEnds(command, connection, tell);
}

/** The lab knows of the command by now: where it does not start, the lab is told that it has ended. @throws Failure */
async function start(
  { command }: ExecWish,
  place: Place,
  environment: Environment,
  connection: ServerConnection,
): Promise<HostCommand> {
  try {
    return await HostCommand.start(command, place, environment);
  } catch (error) {
    connection.send({ type: "ended", exitCode: EXIT.notFound, signal: null });
    connection.end();
    throw error;
  }
}

async function untilItEnds(
  command: HostCommand,
  connection: ServerConnection,
  tell: (sentence: string) => void,
): Promise<number> {
  let hasEnded = false;
  const watching = lastWord(connection, command).then((word) => {
    if (!hasEnded) command.kill();
    const why = whyOver(word, hasEnded);
    if (why !== null) tell(why);
  });
  const end = await command.ended;
  hasEnded = true;
  connection.send({ type: "ended", ...end });
  await Promise.race([watching, setTimeout(LAST_WORD_MS, null, { ref: false })]);
  connection.end();
  return exitCodeOf(end);
}

/** Lets the command begin once the lab knows it. Resolves with the last that the server says; null where it ends first. */
async function lastWord(connection: ServerConnection, command: HostCommand): Promise<ToExec | null> {
  const word = await connection.next();
  if (word?.type !== "known") return word;
  command.go();
  return connection.next();
}

/** What the server's last word, or that it said none, tells the person; null where the command ended by itself. */
function whyOver(word: ToExec | null, hasEnded: boolean): string | null {
  if (word === null) return hasEnded ? null : SERVER_ENDED;
  if (word.type === "over") return word.limit === null ? null : LIMIT_SENTENCES[word.limit];
  if (word.type !== "lab-ended" && word.type !== "refused") return null;
  return `The lab has ended, and the command with it. ${word.error.message}`;
}

/** @throws Failure where no server has this lab, or the lab has no such host */
async function connectionTo(
  { lab: id, host }: ExecWish,
  servers: readonly FoundServer[],
): Promise<ServerConnection> {
  for (const { path, labs } of servers) {
    const lab = labs.find((each) => each.id === id);
    if (lab === undefined) continue;
    if (!lab.hosts.includes(host)) {
      throw new Failure(`Lab ${id} has no host ${host}. Its hosts are ${lab.hosts.join(" and ")}.`);
    }
    const connection = await ServerConnection.open(path);
    if (connection !== null) return connection;
  }
  throw new Failure(`There is no open lab ${id} here. \`wirestage labs\` lists those that are open.`);
}

/** What is told of the command is for people: a long one is told in part. */
function attachMessage({ lab, host, command }: ExecWish): FromExec {
  const words = command.slice(0, LIMITS.commandWords).map((word) => word.slice(0, LIMITS.commandLength));
  return FromExec.parse({ type: "attach", lab, host, command: words });
}

/** @throws Failure */
async function placeFrom(connection: ServerConnection): Promise<Place> {
  const answer = await connection.next();
  if (answer?.type === "attached") return answer;
  if (answer?.type === "refused" || answer?.type === "lab-ended") throw new Failure(answer.error.message);
  throw new Failure("The server ended before the command could be started.");
}
