import { release } from "node:os";
import type { Reactor } from "@wirestage/linux";
import { type Command, LIMITS, type OpenLabRequest } from "@wirestage/protocol";
import {
  type Cause,
  type EventFacts,
  type HostFacts,
  NS_PER_MS,
  TRACE_VERSION,
  type TraceTime,
} from "@wirestage/trace";
import type { Alarm, Alarms } from "./alarms.ts";
import { CallDesk } from "./programs/call-desk.ts";
import { Host, MTU } from "./hosts/host.ts";
import { LabError } from "./lab-error.ts";
import { Runs } from "./programs/runs.ts";
import { LabClock, TraceWriter } from "./trace-writer.ts";
import { Wire } from "./wire.ts";

/** TEST-NET-1 (RFC 5737) and 2001:db8::/32 (RFC 3849), which no network on the machine can have; local MACs. */
const HOSTS: readonly HostFacts[] = [
  {
    name: "client",
    address: "192.0.2.1",
    address6: "2001:db8::1",
    mac: "02:00:00:00:00:01",
    interface: "eth0",
  },
  {
    name: "server",
    address: "192.0.2.2",
    address6: "2001:db8::2",
    mac: "02:00:00:00:00:02",
    interface: "eth0",
  },
];

/** Kernel timers are coarse: how long after one should have fired we look for what it did. */
const TIMER_GRACE_NS = 20 * NS_PER_MS;
/** Rounds of deliveries and answers before other labs and the control channel get their turn. */
const ROUNDS_PER_TURN = 64;

/** What a lab gives to the outside. */
export interface LabSink {
  events(batch: { from: number; lines: readonly string[]; now: TraceTime }): void;
  /** The whole of a frame that its event carries cut. */
  wholeFrame(frame: number, bytes: Buffer): void;
  /** The trace may not grow any further; the lab has stopped. */
  full(): void;
  /** The lab met a fault that no command answers for, and has stopped; other labs go on. */
  failed(error: unknown): void;
}

export interface LabSettings {
  readonly seed: number;
  readonly maxEvents: number;
  readonly programsDirectory: string;
}

/** What all labs of the process share. */
export interface Machine {
  readonly reactor: Reactor;
  readonly alarms: Alarms;
}

/** One learner's isolated experiment: two hosts, the wire between them, their programs, one trace. */
export class Lab {
  readonly #machine: Machine;
  readonly #sink: LabSink;
  readonly #clock = new LabClock();
  readonly #trace: TraceWriter;
  readonly #hosts: ReadonlyMap<string, Host>;
  readonly #desks: ReadonlyMap<string, CallDesk>;
  readonly #wire: Wire;
  readonly #runs: Runs;
  readonly #pauses = new Set<Alarm>();
  #alarm: Alarm | null = null;
  #counts = { frame: 0, call: 0, socket: 0 };
  #turning = false;
  #stopped = false;

  /** @throws SyscallError or SysctlError where the machine does not allow a lab */
  constructor(machine: Machine, settings: LabSettings, sink: LabSink) {
    this.#machine = machine;
    this.#sink = sink;
    this.#trace = new TraceWriter(
      this.#clock,
      (batch) => sink.events(batch),
      settings.maxEvents,
      () => this.#full(),
    );
    this.#hosts = this.#makeHosts();
    this.#wire = new Wire([...this.#hosts.keys()], LIMITS.framesOnWire, {
      append: (facts) => this.#trace.append(facts),
      now: () => this.#clock.now(),
      deliver: ({ frame, from, bytes }) => this.#deliver(frame, from, bytes),
    });
    this.#desks = new Map([...this.#hosts].map(([name, host]) => [name, this.#makeDesk(host)]));
    this.#runs = new Runs(settings.programsDirectory, (role) => this.#seat(role), {
      append: (facts) => this.#trace.append(facts),
      pause: (ms) => this.#pause(ms),
      changed: () => this.#turn(),
    });
    this.#open(settings.seed);
  }

  /** Sets the wire and starts the programs that the request names. @throws LabError */
  begin(request: OpenLabRequest): void {
    for (const host of this.#hosts.keys())
      this.#wire.setDelay(host, Math.round(request.latencyMs * NS_PER_MS));
    this.#wire.setHold(request.hold);
    const { run, language, input, paceMs } = request;
    if (run) this.#runs.start({ run, language, input, paceMs });
    this.#turn();
  }

  /** What it causes at once is in the trace when it returns. @throws LabError where it does not fit; nothing has changed */
  command(command: Command): void {
    if (this.#stopped)
      throw new LabError("lab_full", "The trace of this lab is full; open a new lab to go on.");
    this.#carryOut(command);
    this.#turn();
    this.#trace.flush();
  }

  /** Ends the programs and gives everything back to the kernel; resolves when it has taken it. */
  async close(): Promise<void> {
    this.#stop();
    this.#trace.flush();
    await Promise.all([...this.#hosts.values()].map((host) => host.close()));
  }

  #carryOut(command: Command): void {
    switch (command.do) {
      case "run.start":
        this.#runs.start(command);
        break;
      case "program.input":
        this.#runs.find(command.program).type(command.text);
        break;
      case "program.kill":
        this.#runs.find(command.program).kill();
        break;
      case "wire.hold":
        this.#wire.setHold(command.on);
        break;
      case "wire.step":
        this.#wire.step();
        break;
      case "wire.release-all":
        this.#wire.releaseAll();
        break;
      case "wire.delay":
        this.#wire.setDelay(command.host, command.delayNs);
        break;
      case "frame.hold":
        this.#wire.hold(this.#sent(command.frame));
        break;
      case "frame.release":
        this.#wire.release(this.#sent(command.frame));
        break;
      case "frame.drop":
        this.#wire.drop(this.#sent(command.frame));
        break;
      default:
        command satisfies never;
    }
  }

  #open(seed: number): void {
    const [first] = this.#hosts.values();
    this.#trace.append({
      kind: "lab.opened",
      version: TRACE_VERSION,
      kernelRelease: release(),
      wallClock: new Date(Date.now() - this.#clock.now() / NS_PER_MS).toISOString(),
      seed,
      mtu: MTU,
      hosts: [...HOSTS],
      sysctls: first?.recordedSysctls() ?? {},
    });
    for (const host of this.#hosts.values()) {
      this.#machine.reactor.watch(host.tapDescriptor, { read: true, write: false }, () => this.#turn());
    }
  }

  /** All or none. */
  #makeHosts(): ReadonlyMap<string, Host> {
    const hosts = new Map<string, Host>();
    try {
      for (const facts of HOSTS) hosts.set(facts.name, this.#makeHost(facts));
      return hosts;
    } catch (error) {
      for (const host of hosts.values()) host.close().catch(() => {});
      throw error;
    }
  }

  #makeHost(facts: HostFacts): Host {
    const neighbours = HOSTS.filter((other) => other.name !== facts.name);
    return new Host(facts, neighbours, {
      append: (event) => this.#trace.append(event),
      now: () => this.#clock.now(),
      nextSocketNumber: () => ++this.#counts.socket,
      sent: (host, bytes, cause) => this.#send(host, bytes, cause),
    });
  }

  #makeDesk(host: Host): CallDesk {
    return new CallDesk(host, {
      append: (facts: EventFacts) => this.#trace.append(facts),
      nextCallNumber: () => ++this.#counts.call,
      turn: () => this.#turn(),
    });
  }

  #seat(role: string): { host: Host; desk: CallDesk } {
    const host = this.#hosts.get(role);
    const desk = this.#desks.get(role);
    if (!host || !desk)
      throw new LabError("host_not_found", `This lab has no host named ${role}.`, { host: role });
    return { host, desk };
  }

  #send(host: string, bytes: Buffer, cause: Cause): void {
    if (this.#stopped) return;
    const frame = ++this.#counts.frame;
    if (bytes.length > LIMITS.snapLength) this.#sink.wholeFrame(frame, bytes);
    const shown = bytes.toString("base64", 0, LIMITS.snapLength);
    this.#wire.accept({ frame, host, bytes: shown, length: bytes.length, cause }, bytes);
  }

  #deliver(frame: number, from: string, bytes: Uint8Array): void {
    for (const [name, host] of this.#hosts) if (name !== from) host.deliver(frame, bytes);
  }

  #sent(frame: number): number {
    if (frame <= this.#counts.frame) return frame;
    throw new LabError("frame_not_found", `No frame ${frame} has been sent in this lab yet.`, { frame });
  }

  /** Lets everything happen that can happen now: what kernels did by themselves, frames that are due, calls that can go on. */
  #turn(): void {
    if (this.#turning || this.#stopped) return;
    this.#turning = true;
    try {
      this.#lookAtTimers();
      for (let round = 0; round < ROUNDS_PER_TURN && this.#advance(); round++);
      this.#arm();
    } catch (error) {
      this.#stop();
      this.#trace.flush();
      this.#sink.failed(error);
    } finally {
      this.#turning = false;
    }
  }

  /** One round; false when nothing was left to do. */
  #advance(): boolean {
    for (const host of this.#hosts.values()) host.settle();
    const now = this.#clock.now();
    const due = this.#wire.nextDeadline();
    const delivers = due !== null && due <= now;
    if (delivers) this.#wire.advance(now);
    let answered = false;
    for (const desk of this.#desks.values()) answered = desk.retry() || answered;
    return (delivers || answered) && !this.#stopped;
  }

  #lookAtTimers(): void {
    for (const host of this.#hosts.values()) {
      const expiry = host.sockets.nextExpiry();
      if (expiry !== null && expiry + TIMER_GRACE_NS <= this.#clock.now()) host.look();
    }
  }

  #arm(): void {
    this.#alarm?.cancel();
    this.#alarm = null;
    if (this.#stopped) return;
    const times = [...this.#hosts.values()].flatMap((host) => {
      const expiry = host.sockets.nextExpiry();
      return expiry === null ? [] : [expiry + TIMER_GRACE_NS];
    });
    const due = this.#wire.nextDeadline();
    if (due !== null) times.push(due);
    if (times.length === 0) return;
    const next = this.#clock.monotonic(Math.ceil(Math.min(...times)));
    this.#alarm = this.#machine.alarms.at(next, () => this.#turn());
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.#stopped) return;
      const at = this.#clock.monotonic(this.#clock.now() + ms * NS_PER_MS);
      const alarm = this.#machine.alarms.at(at, () => {
        this.#pauses.delete(alarm);
        resolve();
      });
      this.#pauses.add(alarm);
    });
  }

  #full(): void {
    this.#stop();
    this.#trace.flush();
    this.#sink.full();
  }

  #stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#alarm?.cancel();
    for (const pause of this.#pauses) pause.cancel();
    for (const host of this.#hosts.values()) this.#machine.reactor.unwatch(host.tapDescriptor);
  }
}
