import { release } from "node:os";
import type { Reactor } from "@wirestage/linux";
import {
  type AgainScript,
  type Command,
  type CommandLimit,
  LIMITS,
  type OpenLabRequest,
} from "@wirestage/protocol";
import { type Cause, NS_PER_MS, TRACE_VERSION, type TraceTime } from "@wirestage/trace";
import { AgainPlayer } from "./again/again-player.ts";
import type { Alarms } from "./alarms.ts";
import { Attachments, type AttachPlace } from "./children/attachments.ts";
import type { TracerSocket } from "./children/tracer-socket.ts";
import { carryOut } from "./commands.ts";
import { Engine } from "./engine.ts";
import { type Host, MTU } from "./hosts/host.ts";
import { LabError } from "./lab-error.ts";
import { HOSTS, makeHosts } from "./lab-hosts.ts";
import { CallDesk } from "./programs/call-desk.ts";
import { Consoles } from "./programs/console/consoles.ts";
import { HostDirectory } from "./programs/host-directory.ts";
import type { Launcher, Seat } from "./programs/lab-program.ts";
import { Roster } from "./programs/roster.ts";
import { Runs, type RunsPort } from "./programs/runs.ts";
import type { SpinBudget } from "./spin-budget.ts";
import { LabClock, TraceWriter } from "./trace-writer.ts";
import type { NumberedFrame } from "./wire/origin.ts";
import { Wire } from "./wire/wire.ts";

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
  /** What `begin` will be asked for; it stands in the trace from its first event on. */
  readonly request: OpenLabRequest;
  readonly maxEvents: number;
  readonly programsDirectory: string;
  /** Answers null where this machine has no Python that can be used. */
  readonly launchPython: () => Launcher | null;
  /** Where the tracers of commands speak. */
  readonly tracers: () => TracerSocket;
}

/** What all labs of the process share. */
export interface Machine {
  readonly reactor: Reactor;
  readonly alarms: Alarms;
  readonly spins: SpinBudget;
}

/** What is not a hand on the story, and may be done while the lab runs again what another did. */
const MEANWHILE: ReadonlySet<Command["do"]> = new Set(["again.stop", "program.resize"]);
const RUNNING_AGAIN = new LabError(
  "running_again",
  "This lab is still doing again what was done in another; wait until it stands still, or stop it there.",
);

/** One learner's isolated experiment: two hosts, the wire between them, their programs, one trace. */
export class Lab {
  readonly #machine: Machine;
  readonly #sink: LabSink;
  readonly #clock = new LabClock();
  readonly #trace: TraceWriter;
  readonly #hosts: ReadonlyMap<string, Host>;
  readonly #seats: ReadonlyMap<string, Seat>;
  readonly #wire: Wire;
  readonly #engine: Engine;
  readonly #roster = new Roster();
  readonly #runs: Runs;
  readonly #consoles: Consoles;
  readonly #attachments: Attachments;
  /** Gives commands of another lab again, where this one was opened for that. */
  #again: AgainPlayer | null = null;
  #counts = { frame: 0, call: 0, socket: 0 };
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
    this.#hosts = makeHosts({
      append: (event) => this.#trace.append(event),
      now: () => this.#clock.now(),
      nextSocketNumber: () => ++this.#counts.socket,
      sent: (host, bytes, cause) => this.#send(host, bytes, cause),
    });
    const { seed } = settings;
    this.#wire = new Wire(
      { hosts: [...this.#hosts.keys()], limit: LIMITS.framesOnWire, seed },
      {
        number: (bytes) => this.#number(bytes),
        append: (facts) => this.#trace.append(facts),
        now: () => this.#clock.now(),
        deliver: ({ frame, from, bytes }) => this.#deliver(frame, from, bytes),
      },
    );
    this.#seats = new Map([...this.#hosts].map(([name, host]) => [name, this.#makeSeat(host)]));
    const parts = {
      spins: machine.spins,
      look: () => this.#again?.look(),
      hosts: [...this.#hosts.values()],
      desks: [...this.#seats.values()].map(({ desk }) => desk),
    };
    this.#engine = new Engine(machine.alarms, { ...parts, clock: this.#clock, wire: this.#wire }, (error) =>
      this.#fail(error),
    );
    this.#runs = new Runs(
      settings.programsDirectory,
      this.#roster,
      this.#programsPort(),
      settings.launchPython,
    );
    this.#consoles = new Consoles(this.#roster, this.#programsPort());
    this.#attachments = new Attachments(
      this.#roster,
      this.#programsPort(),
      machine.reactor,
      settings.tracers,
    );
    this.#open(settings);
  }

  /** Sets the wire and starts the programs that the request names. @throws LabError */
  begin(request: OpenLabRequest): void {
    this.#setWire(request);
    const { run, script } = request;
    if (script) this.#runAgain(script);
    if (run) this.#runs.start({ ...request, run });
    this.#engine.turn();
  }

  #setWire({ latencyMs, preset, rules, hold }: OpenLabRequest): void {
    if (preset) this.#wire.setPreset(preset);
    else for (const host of this.#hosts.keys()) this.#wire.setDelay(host, Math.round(latencyMs * NS_PER_MS));
    for (const rule of rules) this.#wire.rules.set(rule);
    this.#wire.setHold(hold);
  }

  /** What it causes at once is in the trace when it returns. @throws LabError where it does not fit; nothing has changed */
  command(command: Command): void {
    this.#do(() => {
      if (this.#again?.over === false && !MEANWHILE.has(command.do)) throw RUNNING_AGAIN;
      this.#give(command);
    });
  }

  /** A command is about to be started on a host. @throws LabError */
  attach(host: string, words: readonly string[]): AttachPlace {
    return this.#do(() => this.#attachments.attach(host, words));
  }

  /** It runs as this process of the machine. */
  attachProcess(program: number, pid: number): void {
    this.#hear(() => this.#attachments.started(program, pid));
  }

  /** @returns the limit for which this lab has ended the command */
  attachEnded(program: number, exitCode: number | null, signal: string | null): CommandLimit | null {
    const limit = this.#attachments.exceededBy(program);
    this.#hear(() => this.#attachments.ended(program, exitCode, signal));
    return limit;
  }

  /** What is only told, also of a lab that has stopped. */
  #hear(act: () => void): void {
    this.#engine.attempt(act);
    this.#engine.turn();
    this.#trace.flush();
  }

  #do<T>(act: () => T): T {
    if (this.#stopped)
      throw new LabError("lab_full", "The trace of this lab is full; open a new lab to go on.");
    const done = act();
    this.#engine.turn();
    this.#trace.flush();
    return done;
  }

  /**
   * The command stands in the trace before its effects, also where it is refused. The size of a terminal does not: the
   * page tells it, and no person.
   */
  #give(command: Command): void {
    if (command.do !== "program.resize")
      this.#trace.append({ kind: "command.given", command: { ...command } });
    this.#carryOut(command);
  }

  #runAgain(script: AgainScript): void {
    const player = new AgainPlayer(script, {
      append: (facts) => this.#trace.append(facts),
      after: (ms, ring) => this.#engine.after(ms, ring),
      give: (command) => this.#give(command),
      turn: () => this.#engine.turn(),
    });
    this.#trace.listen((facts) => player.take(facts));
    this.#again = player;
  }

  #carryOut(command: Command): void {
    carryOut(command, {
      runs: this.#runs,
      consoles: this.#consoles,
      roster: this.#roster,
      wire: this.#wire,
      requireNumbered: (frame) => this.#requireNumbered(frame),
      stopAgain: () => this.#again?.stop(),
    });
  }

  /** Ends the programs and gives everything back to the kernel; resolves when it has taken it. */
  async close(): Promise<void> {
    this.#stop();
    this.#trace.flush();
    await Promise.all([...this.#hosts.values()].map((host) => host.close()));
    // Processes that were killed may have gone on for a moment; now nothing can make a file any more.
    for (const { directory } of this.#seats.values()) directory.remove();
  }

  #open({ seed, request }: LabSettings): void {
    const [first] = this.#hosts.values();
    this.#trace.append({
      kind: "lab.opened",
      version: TRACE_VERSION,
      kernelRelease: release(),
      wallClock: new Date(Date.now() - this.#clock.now() / NS_PER_MS).toISOString(),
      seed,
      mtu: MTU,
      request: { ...request, script: undefined },
      capture: null,
      hosts: [...HOSTS],
      sysctls: first?.recordedSysctls() ?? {},
    });
    for (const host of this.#hosts.values()) {
      const turn = () => this.#engine.turn();
      this.#machine.reactor.watch(host.tapDescriptor, { read: true, write: false }, turn);
    }
  }

  #makeSeat(host: Host): Seat {
    const desk = new CallDesk(host, {
      append: (facts) => this.#trace.append(facts),
      nextCallNumber: () => ++this.#counts.call,
      after: (ms, ring) => this.#engine.after(ms, ring),
      turn: () => this.#engine.turn(),
    });
    return { host, desk, directory: new HostDirectory() };
  }

  #programsPort(): RunsPort {
    return {
      append: (facts) => this.#trace.append(facts),
      after: (ms, ring) => this.#engine.after(ms, ring),
      pause: (ms) => new Promise((resolve) => void this.#engine.after(ms, resolve)),
      attempt: (act) => this.#engine.attempt(act),
      turn: () => this.#engine.turn(),
      enableIpv6: () => this.#enableIpv6(),
      seat: (host) => this.#seat(host),
    };
  }

  #seat(name: string): Seat {
    const seat = this.#seats.get(name);
    if (seat) return seat;
    throw new LabError("host_not_found", `This lab has no host named ${name}.`, { host: name });
  }

  #enableIpv6(): void {
    for (const host of this.#hosts.values()) host.enableIpv6();
  }

  #send(host: string, bytes: Buffer, cause: Cause): void {
    if (this.#stopped) return;
    this.#wire.accept(host, bytes, cause);
  }

  #number(bytes: Uint8Array): NumberedFrame {
    const frame = ++this.#counts.frame;
    const buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes);
    const { length } = buffer;
    if (length > LIMITS.snapLength) this.#sink.wholeFrame(frame, buffer);
    return { frame, bytes: buffer.toString("base64", 0, LIMITS.snapLength), length };
  }

  #deliver(frame: number, from: string, bytes: Uint8Array): void {
    for (const [name, host] of this.#hosts) if (name !== from) host.deliver(frame, bytes);
  }

  #requireNumbered(frame: number): void {
    if (frame <= this.#counts.frame) return;
    throw new LabError("frame_not_found", `No frame ${frame} has been on the wire of this lab yet.`, {
      frame,
    });
  }

  #full(): void {
    this.#stop();
    this.#trace.flush();
    this.#sink.full();
  }

  #fail(error: unknown): void {
    if (this.#stopped) return;
    this.#stop();
    this.#trace.flush();
    this.#sink.failed(error);
  }

  #stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#engine.stop();
    this.#roster.close();
    this.#attachments.close();
    for (const host of this.#hosts.values()) this.#machine.reactor.unwatch(host.tapDescriptor);
  }
}
