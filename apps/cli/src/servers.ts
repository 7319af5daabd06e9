import { lstatSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execDirectories, type OpenLab } from "@wirestage/protocol";
import { Failure } from "./failure.ts";
import { ServerConnection } from "./server-connection.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** What others may do with a file (inode(7)). */
const OTHERS = 0o077;

export interface FoundServer {
  /** Path of its exec socket. */
  readonly path: string;
  readonly labs: readonly OpenLab[];
}

/** Every server of this user that answers in one of `directories`, with its open labs. @throws Failure where there is none */
export async function findServers(directories: readonly string[]): Promise<FoundServer[]> {
  const asked = await Promise.all(directories.flatMap(socketPaths).map(askForLabs));
  const servers = asked.filter((server) => server !== null);
  if (servers.length > 0) return servers;
  throw new Failure("No Wirestage of yours runs on this machine. Start one with npm start.");
}

async function askForLabs(path: string): Promise<FoundServer | null> {
  const connection = await ServerConnection.open(path);
  if (connection === null) return null;
  connection.send({ type: "labs" });
  const answer = await connection.next();
  connection.end();
  return answer?.type === "labs" ? { path, labs: answer.labs } : null;
}

/** A directory that somebody else could have made might hold a server of theirs, which would send us anywhere. */
function socketPaths(directory: string): string[] {
  const facts = lstatSync(directory, { throwIfNoEntry: false });
  const isMine = facts?.isDirectory() === true && facts.uid === ownUid() && (facts.mode & OTHERS) === 0;
  if (!isMine) return [];
  const names = readdirSync(directory).filter((name) => name.endsWith(".sock"));
  return names.sort().map((name) => join(directory, name));
}

/** Where to look. A server may have been started with another environment than this command, by another login. */
export function placesOf(environment: Environment): string[] {
  const uid = ownUid();
  const runtimeDirectory = environment["XDG_RUNTIME_DIR"];
  const places = [
    { runtimeDirectory, temporaryDirectory: tmpdir(), uid },
    { runtimeDirectory: `/run/user/${uid}`, temporaryDirectory: "/tmp", uid },
  ];
  return [...new Set(places.flatMap(execDirectories))];
}

/** Only Linux has labs, and there every process has a user. */
function ownUid(): number {
  return process.getuid?.() ?? 0;
}
