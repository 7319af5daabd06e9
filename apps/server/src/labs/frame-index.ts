import { FrameNumber } from "@wirestage/trace";
import { z } from "zod";

const FrameOrigin = z.object({
  kind: z.enum(["frame.sent", "frame.copied", "frame.injected"]),
  frame: FrameNumber,
  bytes: z.base64(),
  length: z.int().min(0),
});

/** Which event put which frame on the wire; reads each line at most once, and only when someone asks. */
export class FrameIndex {
  readonly #lines: readonly string[];
  readonly #seqOf = new Map<number, number>();
  #read = 0;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  /** The bytes that the frame began with, or null where its event is not there or carries them cut. */
  wholeBytes(frame: number): Uint8Array | null {
    this.#readOn();
    const seq = this.#seqOf.get(frame);
    const origin = seq === undefined ? null : parseOrigin(this.#lines[seq]);
    if (origin === null) return null;
    const bytes = Buffer.from(origin.bytes, "base64");
    return bytes.length === origin.length ? bytes : null;
  }

  #readOn(): void {
    for (; this.#read < this.#lines.length; this.#read += 1) {
      const origin = parseOrigin(this.#lines[this.#read]);
      if (origin !== null) this.#seqOf.set(origin.frame, this.#read);
    }
  }
}

const ORIGIN = /"kind":"frame\.(?:sent|copied|injected)"/;

function parseOrigin(line: string | undefined): z.infer<typeof FrameOrigin> | null {
  if (line === undefined || !ORIGIN.test(line)) return null;
  const parsed = FrameOrigin.safeParse(JSON.parse(line));
  return parsed.success ? parsed.data : null;
}
