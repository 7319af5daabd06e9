import type { CallValue, Cause } from "../facts.ts";
import { bytesValue } from "./bytes-value.ts";
import { endpointOf } from "./lab-hosts.ts";
import { TraceBuilder } from "./trace-builder.ts";

export interface UdpEchoRunOptions {
  /** One way, both directions. */
  readonly latencyMs?: number;
  /** One datagram each; an empty line makes an empty datagram. */
  readonly input?: readonly string[];
  readonly paceMs?: number;
  readonly version?: 4 | 6;
  /** What the server reads of a datagram at most. */
  readonly bufferSize?: number;
}

const byCall = (call: number): Cause => ({ by: "call", call });

/** One run of `udp-echo`, told callback by callback in the order in which a kernel would do it. */
class UdpEchoRun {
  readonly b = new TraceBuilder();
  readonly #pace: number;
  readonly #input: string[];
  readonly #version: 4 | 6;
  readonly #bufferSize: number;
  #server = 0;
  #client = 0;
  /** Socket numbers. */
  #bound = 0;
  #near = 0;
  /** `recvfrom` of server and client while they wait. */
  #serving = 0;
  #awaiting = 0;

  constructor(options: UdpEchoRunOptions) {
    const { latencyMs = 50, input = ["hello"], paceMs = 100, version = 4, bufferSize = 1024 } = options;
    this.#pace = paceMs;
    this.#input = [...input];
    this.#version = version;
    this.#bufferSize = bufferSize;
    for (const host of ["client", "server"]) this.b.delay(host, latencyMs);
    this.b.later(20, () => this.#bind());
  }

  get #kind() {
    const family = this.#version === 6 ? "AF_INET6" : "AF_INET";
    return { family, type: "SOCK_DGRAM" } as const;
  }

  get #socketArguments(): CallValue[] {
    const family = this.#version === 6 ? { name: "AF_INET6", value: 10 } : { name: "AF_INET", value: 2 };
    return [
      { type: "constant", ...family },
      { type: "constant", name: "SOCK_DGRAM", value: 2 },
    ];
  }

  #address(host: "client" | "server"): Extract<CallValue, { type: "address" }> {
    return { type: "address", ...endpointOf(host, this.#version) };
  }

  #bind(): void {
    const { b } = this;
    this.#server = b.program("server", "udp-echo");
    b.return(b.enter(this.#server, "server", "socket", this.#socketArguments, 4));
    b.later(this.#pace, () => {
      const bind = b.enter(this.#server, "server", "bind", [this.#address("server")], 6);
      const facts = { state: "CLOSE", cause: byCall(bind), fd: 3, program: this.#server } as const;
      this.#bound = b.socket("server", { ...this.#kind, ...facts });
      b.return(bind);
    });
    b.later(2 * this.#pace, () => this.#waitForDatagram());
    b.later(3 * this.#pace, () => this.#open());
  }

  #waitForDatagram(): void {
    const size = [this.#bufferSize];
    this.#serving = this.b.enter(this.#server, "server", "recvfrom", size, 9, this.#bound);
    this.b.block(this.#serving);
  }

  #open(): void {
    const { b } = this;
    this.#client = b.program("client", "udp-echo");
    b.return(b.enter(this.#client, "client", "socket", this.#socketArguments, 4));
    b.later(this.#pace, () => this.#nextLine());
  }

  #nextLine(): void {
    const line = this.#input.shift();
    if (line === undefined) this.#close();
    else this.#send(line);
  }

  #send(line: string): void {
    const { b } = this;
    b.event({ kind: "program.input", program: this.#client, text: line });
    const values = [bytesValue(line), this.#address("server")];
    const call = b.enter(this.#client, "client", "sendto", values, 9, this.#near || undefined);
    if (this.#near === 0) {
      const facts = { state: "CLOSE", cause: byCall(call), fd: 3, program: this.#client } as const;
      this.#near = b.socket("client", { ...this.#kind, ...facts });
    }
    const facts = { payload: line, version: this.#version, cause: byCall(call) };
    b.datagram("client", facts, () => this.#arrived(line));
    b.return(call, { ok: true, value: line.length });
    b.later(this.#pace, () => {
      this.#awaiting = b.enter(this.#client, "client", "recvfrom", [1024], 10, this.#near);
      b.block(this.#awaiting);
    });
  }

  #arrived(line: string): void {
    const { b } = this;
    const read = line.slice(0, this.#bufferSize);
    const items = [bytesValue(read), this.#address("client")];
    b.return(this.#serving, { ok: true, value: { type: "tuple", items } });
    b.later(this.#pace, () => {
      const upper = read.toUpperCase();
      const values = [bytesValue(upper), this.#address("client")];
      const call = b.enter(this.#server, "server", "sendto", values, 10, this.#bound);
      const facts = { payload: upper, version: this.#version, cause: byCall(call) };
      b.datagram("server", facts, () => this.#answered(upper));
      b.return(call, { ok: true, value: upper.length });
      b.later(this.#pace, () => this.#waitForDatagram());
    });
  }

  #answered(upper: string): void {
    const { b } = this;
    const items = [bytesValue(upper), this.#address("server")];
    b.return(this.#awaiting, { ok: true, value: { type: "tuple", items } });
    b.event({ kind: "program.output", program: this.#client, stream: "stdout", text: `reply: ${upper}\n` });
    b.later(2 * this.#pace, () => this.#nextLine());
  }

  #close(): void {
    const { b } = this;
    const call = b.enter(this.#client, "client", "close", [], 13, this.#near);
    b.close(this.#near, byCall(call));
    b.return(call);
    b.event({ kind: "program.ended", program: this.#client, exitCode: 0, signal: null, limit: null });
  }
}

/** A whole `udp-echo` run, a datagram there and back for each line; frame 1 is the first one. The server stays. */
export function udpEchoRun(options: UdpEchoRunOptions = {}): TraceBuilder {
  return new UdpEchoRun(options).b;
}
