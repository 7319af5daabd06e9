import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { FromExec, type OpenLab, type ToExec } from "@wirestage/protocol";

/** A lab with a client and a server in which nothing runs. */
export const LAB: OpenLab = {
  id: "-a_lab",
  wallClock: "2026-01-01T00:00:00.000Z",
  hosts: ["client", "server"],
  programs: [],
};

/** What the exec socket of a server and the tracer socket of a lab hear, and what a test lets them say. */
export class FakeServer {
  /** A directory as XDG_RUNTIME_DIR is one. */
  readonly runtimeDirectory = mkdtempSync(join(tmpdir(), "wirestage-cli-"));
  /** Where the exec socket is. */
  readonly directory = join(this.runtimeDirectory, "wirestage");
  readonly heard: FromExec[] = [];
  /** The first line that each connection to the tracer socket said. */
  readonly tokens: string[] = [];
  readonly #tracerPath = join(this.runtimeDirectory, "tracer.sock");
  readonly #servers: Server[] = [];
  readonly #connections = new Set<Socket>();
  #look = () => {};
  /** Answer to `attach`; a place unless a test says otherwise. */
  answer: ToExec = {
    type: "attached",
    userNamespace: "/proc/self/ns/user",
    networkNamespace: "/proc/self/ns/net",
    tracerPath: this.#tracerPath,
    tracerToken: "the token",
    pythonPath: "/opt/tracer",
  };

  /** Whether the lab says that it knows the process. */
  isKnowing = true;
  /** Answer to `ended`. */
  over: ToExec = { type: "over", limit: null };

  static async start(labs: readonly OpenLab[] = [LAB]): Promise<FakeServer> {
    const fake = new FakeServer();
    mkdirSync(fake.directory, { mode: 0o700 });
    await fake.#listen(join(fake.directory, "8080.sock"), (line, connection) => {
      const message = FromExec.parse(JSON.parse(line));
      fake.heard.push(message);
      if (message.type === "labs") reply(connection, { type: "labs", labs: [...labs] });
      if (message.type === "attach") reply(connection, fake.answer);
      if (message.type === "started" && fake.isKnowing) reply(connection, { type: "known" });
      if (message.type === "ended") reply(connection, fake.over);
      fake.#look();
    });
    await fake.#listen(fake.#tracerPath, (line, connection) => {
      fake.tokens.push(line);
      connection.write("welcome\n");
    });
    return fake;
  }

  /** Resolves with the first message of this type, past ones included. */
  hears<T extends FromExec["type"]>(type: T): Promise<Extract<FromExec, { type: T }>> {
    const isWanted = (message: FromExec): message is Extract<FromExec, { type: T }> => message.type === type;
    return new Promise((resolve) => {
      this.#look = () => {
        const found = this.heard.find(isWanted);
        if (found !== undefined) resolve(found);
      };
      this.#look();
    });
  }

  /** Says `message` on every connection that is open. */
  say(message: ToExec): void {
    for (const connection of this.#connections) reply(connection, message);
  }

  /** As a server that crashes. */
  breakConnections(): void {
    for (const connection of this.#connections) connection.destroy();
  }

  stop(): void {
    this.breakConnections();
    for (const server of this.#servers) server.close();
    rmSync(this.runtimeDirectory, { recursive: true });
  }

  #listen(path: string, take: (line: string, connection: Socket) => void): Promise<void> {
    const server = createServer((connection) => {
      this.#connections.add(connection);
      connection.on("close", () => this.#connections.delete(connection));
      const lines = createInterface({ input: connection });
      lines.on("line", (line) => take(line, connection));
      // A command that ends without reading what the tracer socket said resets its connection.
      lines.on("error", () => connection.destroy());
    });
    this.#servers.push(server);
    return new Promise((resolve) => server.listen(path, resolve));
  }
}

function reply(connection: Socket, message: ToExec): void {
  connection.write(`${JSON.stringify(message)}\n`);
  if (message.type !== "attached" && message.type !== "known") connection.end();
}

/** A directory with a program `nsenter` that enters nothing, notes its options, and becomes the command. */
export function fakeNsenter(directory: string): string {
  const script = `#!/bin/sh
while [ "$1" != -- ]; do echo "$1" >> "$0.options"; shift; done
shift
exec "$@"
`;
  writeFileSync(join(directory, "nsenter"), script, { mode: 0o755 });
  return join(directory, "nsenter.options");
}
