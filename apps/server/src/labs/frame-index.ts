import { FrameNumber } from "@wirestage/trace";
import { z } from "zod";

const FrameSent = z.object({
  kind: z.literal("frame.sent"),
  frame: FrameNumber,
  bytes: z.base64(),
  length: z.int().min(0),
});

/** Which event sent which frame; reads each line at most once, and only when someone asks. */
export class FrameIndex {
  readonly #lines: readonly string[];
  readonly #seqOf = new Map<number, number>();
  #read = 0;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  /** The frame's bytes, or null where its event is not there or carries them cut. */
  wholeBytes(frame: number): Uint8Array | null {
    this.#readOn();
    const seq = this.#seqOf.get(frame);
    const sent = seq === undefined ? null : parseFrameSent(this.#lines[seq]);
    if (sent === null) return null;
    const bytes = Buffer.from(sent.bytes, "base64");
    return bytes.length === sent.length ? bytes : null;
  }

  #readOn(): void {
    for (; this.#read < this.#lines.length; this.#read += 1) {
      const sent = parseFrameSent(this.#lines[this.#read]);
      if (sent !== null) this.#seqOf.set(sent.frame, this.#read);
    }
  }
}

function parseFrameSent(line: string | undefined): z.infer<typeof FrameSent> | null {
  if (line === undefined || !line.includes('"frame.sent"')) return null;
  const parsed = FrameSent.safeParse(JSON.parse(line));
  return parsed.success ? parsed.data : null;
}
