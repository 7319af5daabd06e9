import { lstatSync, readdirSync, type Stats } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execDirectories, type OpenLab } from "@wirestage/protocol";
import { Failure } from "./failure.ts";
import { ServerConnection } from "./server-connection.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

export interface FoundServer {
  /** Path of its exec socket. */
  readonly path: string;
  readonly labs: readonly OpenLab[];
}

/** Every server of this user that answers, with its open labs. @throws Failure where there is none */
export async function findServers(environment: Environment): Promise<FoundServer[]> {
  const asked = await Promise.all(socketPaths(environment).map(askForLabs));
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

function socketPaths(environment: Environment): string[] {
  const uid = process.getuid?.() ?? 0;
  const isMine = (facts: Stats) => facts.uid === uid && (facts.mode & 0o077) === 0;
  return placesOf(environment, uid).flatMap((directory) => {
    // A directory that somebody else could have made might hold a server of theirs, which would send us anywhere.
    const facts = lstatSync(directory, { throwIfNoEntry: false });
    if (facts === undefined || !facts.isDirectory() || !isMine(facts)) return [];
    const names = readdirSync(directory).filter((name) => name.endsWith(".sock"));
    return names.sort().map((name) => join(directory, name));
  });
}

/** The server may have been started with another environment than this command, by another login. */
function placesOf(environment: Environment, uid: number): readonly string[] {
  const runtimeDirectory = environment["XDG_RUNTIME_DIR"];
  const places = [
    { runtimeDirectory, temporaryDirectory: tmpdir(), uid },
    { runtimeDirectory: `/run/user/${uid}`, temporaryDirectory: "/tmp", uid },
  ];
  return [...new Set(places.flatMap(execDirectories))];
}
