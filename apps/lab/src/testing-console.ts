import { spawnSync } from "node:child_process";
import { Command, type CommandInput, type ConsoleValue } from "@wirestage/protocol";
import { bytesOfBase64, type FrameEntry, printOutcome } from "@wirestage/trace";
import { decodeFrame, type Frame } from "@wirestage/wire";
import { z } from "zod";
import { TestBench } from "./testing.ts";

type Role = "client" | "server";

const SERVER: ConsoleValue = { tuple: ["192.0.2.2", 8888] };
const constant = (name: string) => ({ constant: name });
const Counter = z.coerce.number().int();

/** A lab that a test commands as a learner does by hand: calls from two consoles, deeds on the wire. */
export class ConsoleBench {
  readonly bench = new TestBench();

  constructor(request: Parameters<TestBench["open"]>[0] = {}) {
    this.bench.open(request);
  }

  /** `assign = target.method(…)` on the host's console; returns once what follows from it has followed. */
  async say(
    host: Role,
    called: string,
    args: readonly ConsoleValue[] = [],
    ...assign: string[]
  ): Promise<void> {
    const [target, method] = called.includes(".") ? called.split(".") : [null, called];
    const statement = { text: called, assign, target, method, arguments: [...args] };
    this.command({ do: "console.call", host, statement });
    await settled();
  }

  /** @throws Error where the lab refuses it */
  command(command: CommandInput): void {
    const answer = this.bench.command(Command.parse(command));
    if (answer.type !== "ack") throw new Error(`refused: ${JSON.stringify(answer)}`);
  }

  /** A connection: `c` on the server, `s` on the client. */
  async connect(): Promise<void> {
    await this.say("server", "socket", [], "l");
    await this.say("server", "l.bind", [SERVER]);
    await this.say("server", "l.listen");
    await this.say("server", "l.accept", [], "c", "peer");
    await this.say("client", "socket", [], "s");
    await this.say("client", "s.connect", [SERVER]);
    await this.bench.until("the connection", () => this.answers("server", "accept").at(-1) !== WAITING);
    await settled();
  }

  /** Datagram sockets: `c`, bound, on the server, `s` on the client. */
  async bindDatagrams(): Promise<void> {
    const datagram = [constant("AF_INET"), constant("SOCK_DGRAM")];
    await this.say("server", "socket", datagram, "c");
    await this.say("server", "c.bind", [SERVER]);
    await this.say("client", "socket", datagram, "s");
  }

  /** The client sends; the number of its frame, which is then held. */
  async sendHeld(text: string): Promise<number> {
    this.command({ do: "wire.hold", on: true });
    const bytes = { bytes: Buffer.from(text).toString("base64") };
    const isDatagram = this.bench.events("socket.opened").some(({ type }) => type === "SOCK_DGRAM");
    if (isDatagram) await this.say("client", "s.sendto", [bytes, SERVER]);
    else await this.say("client", "s.sendall", [bytes]);
    return this.last("client").frame;
  }

  /** Reads once on the server, without waiting: what was answered, as Python would print it. */
  async read(): Promise<string> {
    await this.say("server", "c.recv", [1024, constant("MSG_DONTWAIT")]);
    return this.answers("server", "recv").at(-1) ?? WAITING;
  }

  /** What the host's calls of this name were answered, in order. */
  answers(host: Role, name: string): string[] {
    const calls = this.bench.log.calls.filter(
      ({ entered }) => entered.host === host && entered.name === name,
    );
    return calls.map(({ returned }) => (returned ? printOutcome(returned.outcome) : WAITING));
  }

  /** The frame that came onto the wire last, from this host. */
  last(host: Role): FrameEntry {
    const found = this.bench.log.frames.findLast(({ sent }) => sent.host === host);
    if (!found) throw new Error(`${host} has sent nothing`);
    return found;
  }

  /** A frame as it came onto the wire. */
  frame(number: number): Frame {
    const origin = this.bench.log.frames[number - 1]?.sent;
    if (!origin) throw new Error(`no frame ${number}`);
    const whole = this.bench.wholeFrames.get(number);
    return decodeFrame(new Uint8Array(whole ?? bytesOfBase64(origin.bytes)), origin.length);
  }

  /** What the host's kernel has counted under this name of /proc/net/snmp (RFC 1213 and the kernel's own). */
  counter(host: Role, protocol: "Ip" | "Tcp" | "Udp", name: string): number {
    const { networkNamespace } = this.bench.attach(host, ["cat"]);
    const args = [`--net=${networkNamespace}`, "--", "cat", "/proc/net/snmp"];
    const { stdout } = spawnSync("nsenter", args, { encoding: "utf8" });
    const [names = [], values = []] = stdout
      .split("\n")
      .filter((line) => line.startsWith(`${protocol}: `))
      .map((line) => line.split(" "));
    return Counter.parse(values[names.indexOf(name)]);
  }

  close(): Promise<void> {
    return this.bench.close();
  }
}

const WAITING = "waits";

/** Awaits what follows from answers that have come. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
