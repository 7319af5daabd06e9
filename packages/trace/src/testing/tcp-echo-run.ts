import type { CallValue, Cause } from "../facts.ts";
import { bytesValue } from "./bytes-value.ts";
import { TraceBuilder } from "./trace-builder.ts";

export interface TcpEchoRunOptions {
  /** One way, both directions. */
  readonly latencyMs?: number;
  /** Lines that the client sends before it closes. */
  readonly input?: readonly string[];
  /** Pause before each call. */
  readonly paceMs?: number;
}

const RTO = { kind: "retransmit", retries: 0 } as const;
const byCall = (call: number): Cause => ({ by: "call", call });
const byFrame = (frame: number): Cause => ({ by: "frame", frame });

/** One run of `tcp-echo`, told callback by callback in the order in which a kernel would do it. */
class EchoRun {
  readonly b = new TraceBuilder();
  readonly #pace: number;
  readonly #input: string[];
  #server = 0;
  #client = 0;
  #listener = 0;
  #accept = 0;
  #connect = 0;
  /** Socket numbers: the client's, and the server's connection. */
  #near = 0;
  #far = 0;
  /** The server's `recv` while it waits, and what has arrived for it; an empty line is the end of the stream. */
  #receiving: number | null = null;
  readonly #arrived: string[] = [];
  #sentBytes = 0;

  constructor({ latencyMs = 50, input = ["hello"], paceMs = 100 }: TcpEchoRunOptions) {
    this.#pace = paceMs;
    this.#input = [...input];
    for (const host of ["client", "server"]) this.b.delay(host, latencyMs);
    this.b.later(20, () => this.#listen());
  }

  #listen(): void {
    const { b } = this;
    this.#server = b.program("server");
    const quick = (name: string, values: CallValue[], line: number) => {
      const call = b.enter(this.#server, "server", name, values, line);
      b.return(call);
      return call;
    };
    quick("socket", [{ type: "constant", name: "AF_INET", value: 2 }], 4);
    b.later(this.#pace, () => quick("bind", [{ type: "address", address: "10.0.0.2", port: 8888 }], 6));
    b.later(2 * this.#pace, () => {
      const cause = byCall(quick("listen", [5], 7));
      this.#listener = b.socket("server", { state: "LISTEN", cause, fd: 3, program: this.#server });
      b.event({
        kind: "program.output",
        program: this.#server,
        stream: "stdout",
        text: "listening on 10.0.0.2:8888\n",
      });
    });
    b.later(3 * this.#pace, () => this.#waitForClient());
    b.later(4 * this.#pace, () => this.#open());
  }

  #waitForClient(): void {
    this.#accept = this.b.enter(this.#server, "server", "accept", [], 11, this.#listener);
    this.b.block(this.#accept);
  }

  #open(): void {
    const { b } = this;
    this.#client = b.program("client");
    b.return(b.enter(this.#client, "client", "socket", [{ type: "constant", name: "AF_INET", value: 2 }], 4));
    b.later(this.#pace, () => {
      const address: CallValue = { type: "address", address: "10.0.0.2", port: 8888 };
      this.#connect = b.enter(this.#client, "client", "connect", [address], 5);
      b.segment("client", { flags: ["SYN"], seq: 0, cause: byCall(this.#connect) }, () =>
        this.#synArrived(1),
      );
      const timer = { ...RTO, remainingMs: 1000 };
      const held = { cause: byCall(this.#connect), fd: 3, program: this.#client, timer };
      this.#near = b.socket("client", { state: "SYN_SENT", ...held });
      b.block(this.#connect);
    });
  }

  #synArrived(syn: number): void {
    const { b } = this;
    this.#far = b.socket("server", {
      state: "SYN_RECV",
      cause: byFrame(syn),
      timer: { ...RTO, remainingMs: 1000 },
    });
    const facts = { flags: ["SYN", "ACK"], seq: 0, ack: 1, cause: byFrame(syn) } as const;
    const answer = b.segment("server", facts, () => this.#synAckArrived(answer));
  }

  #synAckArrived(synAck: number): void {
    const { b } = this;
    b.change(this.#near, { state: "ESTABLISHED", cause: byFrame(synAck), timer: null });
    const facts = { flags: ["ACK"], seq: 1, ack: 1, cause: byFrame(synAck) } as const;
    const ack = b.segment("client", facts, () => {
      b.change(this.#far, { state: "ESTABLISHED", cause: byFrame(ack), timer: null });
      this.#accepted();
    });
    b.return(this.#connect);
    b.event({
      kind: "program.output",
      program: this.#client,
      stream: "stdout",
      text: "connected to 10.0.0.2:8888\n",
    });
    b.later(this.#pace, () => this.#nextLine());
  }

  #accepted(): void {
    const { b } = this;
    const value = { type: "accepted", socket: this.#far, fd: 4, address: "10.0.0.1", port: 40_022 } as const;
    b.return(this.#accept, { ok: true, value });
    b.change(this.#far, { cause: byCall(this.#accept), fd: 4, program: this.#server });
    b.later(this.#pace, () => this.#waitForData());
  }

  #waitForData(): void {
    this.#receiving = this.b.enter(this.#server, "server", "recv", [1024], 23, this.#far);
    if (this.#arrived.length === 0) this.b.block(this.#receiving);
    this.#receive();
  }

  #receive(): void {
    const line = this.#receiving === null ? undefined : this.#arrived.shift();
    if (line === undefined || this.#receiving === null) return;
    this.b.return(this.#receiving, { ok: true, value: bytesValue(line) });
    this.#receiving = null;
    this.b.later(this.#pace, () => (line === "" ? this.#serverCloses() : this.#answer(line)));
  }

  #nextLine(): void {
    const line = this.#input.shift();
    if (line === undefined) this.#close();
    else this.#sendLine(line);
  }

  #sendLine(line: string): void {
    const { b } = this;
    b.event({ kind: "program.input", program: this.#client, text: line });
    const send = b.enter(this.#client, "client", "sendall", [bytesValue(line)], 12, this.#near);
    const at = 1 + this.#sentBytes;
    const facts = { flags: ["PSH", "ACK"], seq: at, ack: at, payload: line, cause: byCall(send) } as const;
    const data = b.segment("client", facts, () => this.#lineArrived(data, line));
    b.return(send);
    b.change(this.#near, {
      cause: byCall(send),
      timer: { ...RTO, remainingMs: 300 },
      queues: { receive: 0, send: line.length },
    });
    this.#sentBytes += line.length;
  }

  #lineArrived(data: number, line: string): void {
    const { b } = this;
    const end = 1 + this.#sentBytes;
    const facts = { flags: ["ACK"], seq: end - line.length, ack: end, cause: byFrame(data) } as const;
    const ack = b.segment("server", facts, () => {
      b.change(this.#near, { cause: byFrame(ack), timer: null, queues: { receive: 0, send: 0 } });
    });
    this.#arrived.push(line);
    this.#receive();
  }

  #answer(line: string): void {
    const { b } = this;
    const end = 1 + this.#sentBytes;
    b.event({ kind: "program.output", program: this.#server, stream: "stdout", text: `received: ${line}\n` });
    const upper = line.toUpperCase();
    const send = b.enter(this.#server, "server", "sendall", [bytesValue(upper)], 26, this.#far);
    const facts = { flags: ["PSH", "ACK"], seq: end - line.length, ack: end, payload: upper } as const;
    const reply = b.segment("server", { ...facts, cause: byCall(send) }, () => this.#replied(reply, upper));
    b.return(send);
    b.later(this.#pace, () => this.#waitForData());
  }

  #replied(reply: number, upper: string): void {
    const { b } = this;
    const end = 1 + this.#sentBytes;
    b.segment("client", { flags: ["ACK"], seq: end, ack: end, cause: byFrame(reply) });
    b.event({ kind: "program.output", program: this.#client, stream: "stdout", text: `reply: ${upper}\n` });
    b.later(2 * this.#pace, () => this.#nextLine());
  }

  #close(): void {
    const { b } = this;
    const end = 1 + this.#sentBytes;
    const call = b.enter(this.#client, "client", "close", [], 18, this.#near);
    const cause = byCall(call);
    const facts = { flags: ["FIN", "ACK"], seq: end, ack: end, cause } as const;
    const fin = b.segment("client", facts, () => this.#finArrived(fin));
    b.change(this.#near, {
      state: "FIN_WAIT1",
      cause,
      fd: null,
      program: null,
      timer: { ...RTO, remainingMs: 300 },
    });
    b.return(call);
    b.event({ kind: "program.ended", program: this.#client, exitCode: 0, signal: null, limit: null });
  }

  #finArrived(fin: number): void {
    const { b } = this;
    const end = 1 + this.#sentBytes;
    const facts = { flags: ["ACK"], seq: end, ack: end + 1, cause: byFrame(fin) } as const;
    b.change(this.#far, { state: "CLOSE_WAIT", cause: byFrame(fin) });
    const ack = b.segment("server", facts, () => {
      b.change(this.#near, { state: "FIN_WAIT2", cause: byFrame(ack), timer: null });
    });
    this.#arrived.push("");
    this.#receive();
  }

  #serverCloses(): void {
    const { b } = this;
    const end = 1 + this.#sentBytes;
    const call = b.enter(this.#server, "server", "close", [], 18, this.#far);
    const facts = { flags: ["FIN", "ACK"], seq: end, ack: end + 1, cause: byCall(call) } as const;
    const fin = b.segment("server", facts, () => this.#lastAck(fin));
    b.change(this.#far, { state: "LAST_ACK", cause: byCall(call), fd: null, program: null });
    b.return(call);
    b.later(this.#pace, () => this.#waitForClient());
  }

  #lastAck(fin: number): void {
    const { b } = this;
    const end = 1 + this.#sentBytes;
    const timer = { kind: "time-wait", remainingMs: 60_000, retries: 0 } as const;
    b.change(this.#near, { state: "TIME_WAIT", cause: byFrame(fin), timer });
    const facts = { flags: ["ACK"], seq: end + 1, ack: end + 1, cause: byFrame(fin) } as const;
    const ack = b.segment("client", facts, () => b.close(this.#far, byFrame(ack)));
    b.later(60_000, () => b.close(this.#near, { by: "timer", timer: "time-wait", socket: this.#near }));
  }
}

/**
 * A whole `tcp-echo` run, from `listen` to the end of TIME_WAIT: handshake, every line echoed in upper case, both
 * FINs. Frame 1 is the SYN. Call `run(ms)` on the result to stop at some time and act there by hand.
 */
export function tcpEchoRun(options: TcpEchoRunOptions = {}): TraceBuilder {
  return new EchoRun(options).b;
}
