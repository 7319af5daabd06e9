import { type DigestName, hmacSteps } from "@wirestage/hmac";
import { type CallValue, type Cause, NS_PER_MS } from "@wirestage/trace";
import { segmentBytes, TraceBuilder } from "@wirestage/trace/testing";
import { base64OfBytes } from "../format/base64.ts";

const byCall = (call: number): Cause => ({ by: "call", call });
const byFrame = (frame: number): Cause => ({ by: "frame", frame });

export function bytesOfText(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** 32 bytes, other ones for each `seed`, many of them beyond ASCII. */
export function nonceOf(seed: number): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, at) => (seed * 97 + at * 41 + 128) & 0xff);
}

export function bytesValue(bytes: Uint8Array): CallValue {
  return { type: "bytes", base64: base64OfBytes(bytes), length: bytes.length };
}

type Host = "client" | "server";
type Flags = Parameters<typeof segmentBytes>[1]["flags"];

export interface LoginOptions {
  readonly clientSecret?: string;
  readonly nonce?: Uint8Array;
  /** What the client computes over instead of the nonce. */
  readonly clientMessage?: Uint8Array;
  /** The nonce was made before, as a server does that makes but one. */
  readonly isMadeBefore?: boolean;
  /** What is answered instead of the client's MAC; null: nothing, until the server's patience ends. */
  readonly answer?: Uint8Array | null;
  /** After how many bytes the answer is split over two frames. */
  readonly splitAfter?: number;
  /** What becomes of the answer on the wire: the byte that is changed by one bit. */
  readonly alteredByte?: number;
  readonly digest?: DigestName;
}

/**
 * Runs of `tcp-hmac` told as a lab would tell them: the server starts with the fixture, each `login` is a client of its
 * own. Everything happens one after the other, each frame arriving before anything else happens.
 */
export class HmacLab {
  readonly b = new TraceBuilder();
  readonly server: number;
  readonly #serverSecret: string;
  #listener = 0;
  #sent: Record<Host, number> = { client: 0, server: 0 };

  constructor({ name = "tcp-hmac", secret = "open sesame", language = "ts" as "ts" | "python" } = {}) {
    this.#serverSecret = secret;
    this.server = this.b.program("server", name, { language, parameters: { SECRET: secret } });
    const listen = this.#call(this.server, "server", "listen", [5]);
    this.#listener = this.b.socket("server", {
      state: "LISTEN",
      cause: byCall(listen),
      fd: 3,
      program: this.server,
    });
  }

  get log() {
    return this.b.log;
  }

  pass(ms = 10): void {
    this.b.run(this.b.t / NS_PER_MS + ms);
  }

  #call(
    program: number,
    host: Host,
    name: string,
    values: CallValue[],
    value: CallValue = null,
    socket?: number,
  ): number {
    this.pass();
    const call = this.b.enter(program, host, name, values, 20, socket);
    this.b.return(call, { ok: true, value });
    return call;
  }

  /** A segment of the connection, delivered before this returns. */
  segment(
    from: Host,
    flags: Flags,
    payload: Uint8Array = new Uint8Array(0),
    cause: Cause = { by: "kernel" },
  ): number {
    const to = from === "client" ? "server" : "client";
    const isSyn = flags.includes("SYN");
    const seq = isSyn ? 0 : 1 + this.#sent[from];
    const bytes = segmentBytes(from, {
      flags,
      seq,
      ...(flags.includes("ACK") && { ack: 1 + this.#sent[to] }),
      payload: "x".repeat(payload.length),
    });
    bytes.set(payload, bytes.length - payload.length);
    if (!isSyn) this.#sent[from] += payload.length;
    return this.b.frame(from, bytes, cause);
  }

  #sends(program: number, host: Host, socket: number, bytes: Uint8Array, parts = [bytes]): number[] {
    this.pass();
    const call = this.b.enter(program, host, "sendall", [bytesValue(bytes)], 30, socket);
    const frames = parts.map((part) => this.segment(host, ["PSH", "ACK"], part, byCall(call)));
    this.b.return(call);
    return frames;
  }

  receives(program: number, host: Host, socket: number, chunks: readonly Uint8Array[]): void {
    for (const bytes of chunks) this.#call(program, host, "recv", [32], bytesValue(bytes), socket);
  }

  makes(nonce: Uint8Array): void {
    this.#call(this.server, "server", "os.urandom", [nonce.length], bytesValue(nonce));
  }

  computes(program: number, host: Host, secret: string, message: Uint8Array, digest: DigestName): Uint8Array {
    const { mac } = hmacSteps(digest, bytesOfText(secret), message);
    this.#call(
      program,
      host,
      "hmac.digest",
      [bytesValue(bytesOfText(secret)), bytesValue(message), digest],
      bytesValue(mac),
    );
    return mac;
  }

  #connects(clientName: string) {
    const { b } = this;
    this.#sent = { client: 0, server: 0 };
    const client = b.program("client", clientName);
    const connect = b.enter(client, "client", "connect", [], 5);
    const near = b.socket("client", { state: "SYN_SENT", cause: byCall(connect), fd: 3, program: client });
    const syn = this.segment("client", ["SYN"]);
    this.pass();
    const far = b.socket("server", { state: "SYN_RECV", cause: byFrame(syn) });
    const synAck = this.segment("server", ["SYN", "ACK"]);
    this.pass();
    b.change(near, { state: "ESTABLISHED", cause: byFrame(synAck) });
    const ack = this.segment("client", ["ACK"]);
    b.return(connect);
    this.pass();
    b.change(far, { state: "ESTABLISHED", cause: byFrame(ack) });
    const value = { type: "accepted", socket: far, fd: 4, address: "10.0.0.1", port: 40_022 } as const;
    const accept = this.#call(this.server, "server", "accept", [], value, this.#listener);
    b.change(far, { cause: byCall(accept), fd: 4, program: this.server });
    return { client, near, far };
  }

  /** One client from its SYN until it has the nonce. */
  challenge({ nonce = nonceOf(1), isMadeBefore = false }: LoginOptions = {}, clientName = "tcp-hmac") {
    const ends = this.#connects(clientName);
    if (!isMadeBefore) this.makes(nonce);
    const [nonceFrame = 0] = this.#sends(this.server, "server", ends.far, nonce);
    this.pass();
    this.receives(ends.client, "client", ends.near, [nonce]);
    return { ...ends, nonceFrame };
  }

  compares(own: Uint8Array, given: Uint8Array): boolean {
    const equal = own.every((byte, at) => byte === given[at]) && own.length === given.length;
    this.#call(this.server, "server", "hmac.compare_digest", [bytesValue(own), bytesValue(given)], equal);
    return equal;
  }

  /** One client from its SYN to the verdict. */
  login(options: LoginOptions = {}, clientName = "tcp-hmac") {
    const { nonce = nonceOf(1), digest = "sha256", answer, splitAfter } = options;
    const ends = this.challenge(options, clientName);
    const { client, near, far } = ends;
    if (answer === null) {
      this.#losesPatience(far);
      return { ...ends, answerFrames: [] };
    }
    const secret = options.clientSecret ?? this.#serverSecret;
    const mac = answer ?? this.computes(client, "client", secret, options.clientMessage ?? nonce, digest);
    const inParts = (bytes: Uint8Array) =>
      splitAfter === undefined ? [bytes] : [bytes.subarray(0, splitAfter), bytes.subarray(splitAfter)];
    const answerFrames = this.#sends(client, "client", near, mac, inParts(mac));
    const arrived = this.#alter(answerFrames[0] ?? 0, mac, options.alteredByte);
    this.pass();
    this.receives(this.server, "server", far, inParts(arrived));
    const own = this.computes(this.server, "server", this.#serverSecret, nonce, digest);
    if (!this.compares(own, arrived)) this.closes(far);
    return { ...ends, answerFrames };
  }

  #losesPatience(far: number): void {
    this.pass(5000);
    const recv = this.b.enter(this.server, "server", "recv", [32], 31, far);
    this.b.return(recv, { ok: false, errno: 0, code: "timeout" });
    this.closes(far);
  }

  /** Flips the lowest bit of one byte of the answer while its frame is under way. */
  #alter(frame: number, answer: Uint8Array, at: number | undefined): Uint8Array {
    if (at === undefined) return answer;
    const changed = Uint8Array.from(answer, (byte, index) => (index === at ? byte ^ 1 : byte));
    const sent = this.log.frames[frame - 1]?.sent;
    const bytes = Uint8Array.from(atob(sent?.bytes ?? ""), (character) => character.charCodeAt(0));
    const start = bytes.length - answer.length;
    bytes.set(changed, start);
    const facts = { frame, host: "client", by: { by: "hand" }, position: 0.5 } as const;
    const flip = { offset: start + at, bit: 0, checksums: "mended" } as const;
    this.b.event({ kind: "frame.altered", ...facts, ...flip, bytes: base64OfBytes(bytes) });
    return changed;
  }

  closes(far: number): void {
    const call = this.#call(this.server, "server", "close", [], null, far);
    this.segment("server", ["FIN", "ACK"], undefined, byCall(call));
    this.b.change(far, { state: "FIN_WAIT1", cause: byCall(call), fd: null, program: null });
    this.pass();
  }
}
