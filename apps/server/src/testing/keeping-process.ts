import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { ErrorBody, KeptRecording, OpenLabResponse, RecordingList } from "@wirestage/protocol";
import { LiveClient } from "./live-client.ts";
import { postJson } from "./running-server.ts";

const TSX = fileURLToPath(new URL("../../../../node_modules/.bin/tsx", import.meta.url));
const MAIN = fileURLToPath(new URL("./keeping-server.ts", import.meta.url));

/** Whose recordings they are. */
const KEY = "k".repeat(32);

/** The server of `keeping-server.ts`, from outside. */
export class KeepingProcess {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  /** @param before words in front of the command, as of `unshare` */
  static async start(
    directory: string,
    workerEntry: string,
    before: readonly string[] = [],
  ): Promise<KeepingProcess> {
    const [program = TSX, ...words] = [...before, TSX, MAIN, directory, workerEntry];
    // A group of its own: the command may start the server as a child.
    const child = spawn(program, words, { stdio: ["ignore", "pipe", "inherit"], detached: true });
    for await (const line of createInterface(child.stdout)) return new KeepingProcess(child, line);
    throw new Error("The server ended before it listened.");
  }

  /** As a crash, of the server and of all that it started. */
  async kill(): Promise<void> {
    const { pid, exitCode, signalCode } = this.#child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    const ended = once(this.#child, "exit");
    process.kill(-pid, "SIGKILL");
    await ended;
  }

  async openLab(): Promise<{ id: string; client: LiveClient }> {
    const response = await fetch(`${this.url}/api/labs`, postJson({ owner: KEY }));
    const { id, token } = OpenLabResponse.parse(await response.json());
    const path = `${this.url.replace("http", "ws")}/api/labs/${id}/trace?from=0`;
    const client = await LiveClient.connect(path, {});
    client.send({ type: "hello", token });
    return { id, client };
  }

  async list(): Promise<RecordingList> {
    const headers = { authorization: `Bearer ${KEY}` };
    return RecordingList.parse(await (await fetch(`${this.url}/api/recordings`, { headers })).json());
  }

  async recording(id: string): Promise<KeptRecording | ErrorBody> {
    const body = await (await fetch(`${this.url}/api/recordings/${id}`)).json();
    return KeptRecording.or(ErrorBody).parse(body);
  }

  async file(id: string): Promise<Uint8Array> {
    const response = await fetch(`${this.url}/api/recordings/${id}/recording.pcapng`);
    return new Uint8Array(await response.arrayBuffer());
  }
}
