import { parentPort } from "node:worker_threads";
import { OngoingRecording } from "@wirestage/recording";
import { isFrameOrigin } from "@wirestage/trace";
import { errorName } from "../../labs/kernel-probe.ts";
import { GrowingFile } from "../kept/recording-file.ts";
import { RunFactsGatherer } from "../kept/run-facts.ts";
import type { TracePart } from "../trace-part.ts";
import { type FromKeeper, ToKeeper } from "../worker-message.ts";

/** Appends what labs tell to their files, a part at a time, until the server ends it. */
export function runKeepThread(application: string): void {
  const files = new Map<string, KeptFile>();
  parentPort?.on("message", (data: unknown) => {
    const message = ToKeeper.parse(data);
    if (message.type === "drop") {
      files.get(message.id)?.close();
      files.delete(message.id);
      return;
    }
    say(answer(message, files, application));
  });
}

function answer(
  message: Exclude<ToKeeper, { type: "drop" }>,
  files: Map<string, KeptFile>,
  application: string,
): FromKeeper {
  const { id } = message;
  try {
    if (message.type === "part") {
      const file = files.get(id) ?? new KeptFile(message.path, application);
      files.set(id, file);
      return { type: "written", id, ...file.append(message.part), isEnd: false };
    }
    const written = files.get(id)?.end();
    files.delete(id);
    if (written === undefined) return { type: "failed", id, why: "ENOENT" };
    return { type: "written", id, ...written, isEnd: true };
  } catch (error) {
    files.get(id)?.close();
    files.delete(id);
    return { type: "failed", id, why: errorName(error) };
  }
}

type Written = Pick<Extract<FromKeeper, { type: "written" }>, "bytes" | "facts">;

/** One lab's file, and what its next packets may need. */
class KeptFile {
  readonly #file: GrowingFile;
  /** Whole frames whose events are still to come. */
  readonly #frames = new Map<number, Uint8Array>();
  readonly #recording: OngoingRecording;
  readonly #facts = new RunFactsGatherer();

  constructor(path: string, application: string) {
    this.#file = new GrowingFile(path);
    this.#recording = new OngoingRecording({
      application,
      frames: (frame) => this.#frames.get(frame) ?? null,
    });
  }

  append({ lines, frames }: TracePart): Written {
    for (const [frame, bytes] of frames) this.#frames.set(frame, bytes);
    for (const line of lines) {
      const event = this.#recording.add(line);
      this.#facts.add(event);
      if (isFrameOrigin(event)) this.#frames.delete(event.frame);
    }
    return this.#write(this.#recording.events === 0 ? new Uint8Array(0) : this.#recording.takeBytes());
  }

  end(): Written {
    const written = this.#write(this.#recording.finish());
    this.close();
    return written;
  }

  close(): void {
    this.#file.close();
  }

  #write(part: Uint8Array): Written {
    this.#file.append(part);
    return { bytes: this.#file.bytes, facts: this.#facts.facts };
  }
}

function say(message: FromKeeper): void {
  parentPort?.postMessage(message);
}
