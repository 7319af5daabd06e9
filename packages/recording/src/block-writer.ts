import { LINKTYPE_ETHERNET, PcapngWriter } from "@wirestage/pcapng";
import type { EventOf, FrameOrigin } from "@wirestage/trace";
import { emitChunks } from "./chunk.ts";
import { shownName } from "./comment.ts";
import { notRecordable } from "./error.ts";
import { encodeUtf8 } from "./utf8.ts";
import { nanosecondsOfWallClock } from "./wall-clock.ts";

/** Most text that a block gathers before another begins: Wireshark opens no file with a block over 16 MiB. */
const MAX_BLOCK_TEXT = 1024 * 1024;

const SECTION_COMMENT =
  "Each frame of the lab stands here once, on the interface of the host that it comes from, with the bytes that it " +
  "began with, at the time at which it was sent, or copied or injected on its way; its comments tell why, and what " +
  "became of it.";

/** A frame as Wireshark lists it. */
export interface Packet {
  readonly origin: FrameOrigin;
  /** What the file has of the frame, from its first byte on. */
  readonly data: Uint8Array;
  readonly comments: readonly string[];
}

/** Spreads the lines of a trace over blocks; nothing but packets may become a row in Wireshark. */
export class BlockWriter {
  readonly #pcapng = new PcapngWriter();
  readonly #interfaces = new Map<string, number>();
  /** Of trace time 0, in ns since 1970 UTC. */
  readonly #origin: bigint;
  #lines: string[] = [];
  #textLength = 0;

  /** @throws RecordingError `trace_not_recordable` */
  constructor(opened: EventOf<"lab.opened">, application: string) {
    const origin = nanosecondsOfWallClock(opened.wallClock);
    if (origin === null) throw notRecordable("its wall clock is not an ISO 8601 time", { seq: 0 });
    if (opened.hosts.length === 0) throw notRecordable("its lab has no host", { seq: 0 });
    this.#origin = origin;
    this.#pcapng.writeSection({
      os: `Linux ${shownName(opened.kernelRelease)}`,
      userAppl: shownName(application),
      comments: [SECTION_COMMENT],
    });
    for (const host of opened.hosts) {
      const description = [host.address, host.mac, host.interface].map(shownName).join(", ");
      const facts = { linkType: LINKTYPE_ETHERNET, snapLen: 0, name: host.name, description };
      this.#interfaces.set(host.name, this.#pcapng.writeInterface(facts));
    }
  }

  /** Whether lines wait for a block that carries them. */
  get hasLines(): boolean {
    return this.#lines.length > 0;
  }

  /** Whether as many wait as a block should carry. */
  get isFull(): boolean {
    return this.#textLength >= MAX_BLOCK_TEXT;
  }

  addLine(line: string): void {
    this.#lines.push(line, "\n");
    this.#textLength += line.length;
  }

  /** A packet that carries the lines that wait. @throws RecordingError where no host of the lab sent it */
  writePacket({ origin, data, comments }: Packet): void {
    const interfaceId = this.#interfaces.get(origin.host);
    if (interfaceId === undefined) {
      throw notRecordable(`frame ${origin.frame} comes from a host that the lab does not have`, {
        frame: origin.frame,
        host: origin.host,
      });
    }
    this.#pcapng.writePacket({
      interfaceId,
      timestamp: this.#timestamp(origin.t),
      data,
      originalLength: Math.max(origin.length, data.length),
      direction: "outbound",
      comments,
      otherOptions: this.#takeLines(),
    });
  }

  /** A block without a packet that carries the lines that wait; `t` is the time of the last of them. */
  writeText(t: number): void {
    const otherOptions = this.#takeLines();
    this.#pcapng.writeStatistics({ interfaceId: 0, timestamp: this.#timestamp(t), otherOptions });
  }

  /** The blocks written since the last call. */
  takeBytes(): Uint8Array<ArrayBuffer> {
    return this.#pcapng.takeBytes();
  }

  #takeLines(): ReturnType<typeof emitChunks> {
    const text = this.#lines.join("");
    this.#lines = [];
    this.#textLength = 0;
    return emitChunks(encodeUtf8(text));
  }

  #timestamp(t: number): bigint {
    return this.#origin + BigInt(t);
  }
}
