import type { Language, RunName, RunRole } from "@wirestage/protocol";
import type { EventFacts, ProgramLimit, TraceTime } from "@wirestage/trace";
import type { Alarm } from "../alarms.ts";
import type { Host } from "../hosts/host.ts";
import type { CallDesk } from "./call-desk.ts";
import type { HostDirectory } from "./host-directory.ts";

/** A program of a lab, however it runs: in this process, as a process of its own, or call by call from a console. */
export interface LabProgram {
  /** Its number in the trace. */
  readonly program: number;
  readonly host: string;
  readonly over: boolean;
  /** Once; it may end before this returns. @throws LabError where it cannot be started; then nothing of it exists */
  start(): void;
  /** A line and Enter. @throws LabError `program_ended`, `too_many_messages` */
  input(text: string): void;
  /** Keys as a terminal sends them. @throws LabError `program_ended`, `too_many_messages` */
  type(data: string): void;
  resize(columns: number, rows: number): void;
  /** Rests before its next call until `step` or `resume`. @throws LabError `program_ended` */
  pause(): void;
  /** @throws LabError `program_ended` */
  step(): void;
  /** @throws LabError `program_ended`, `program_not_paused` */
  resume(): void;
  /** As by SIGKILL; does nothing to one that is over. Nothing more of it runs when this returns, and its kernel has closed what it held. */
  kill(): void;
  /** As `kill`, and the trace says what it went beyond. */
  stop(limit: ProgramLimit): void;
}

/** One side of a pair, as it is to run. */
export interface ProgramFacts {
  readonly program: number;
  readonly name: RunName;
  readonly role: RunRole;
  readonly language: Language;
  /** The constants of the text that runs, as the trace shows them. */
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
  /** Pause before each call, in ms. */
  readonly paceMs: number;
  /** Lines typed as the program asks for them. */
  readonly script: readonly string[];
}

/** The text that runs, parameters filled in, line for line as the file that is shown. */
export interface SourceText {
  /** Relative to the directory of programs; names the file in call stacks. */
  readonly file: string;
  readonly text: string;
}

/** What a program needs of its lab. */
export interface ProgramPort {
  append(facts: EventFacts): TraceTime;
  /** Rings once, after so many ms, unless the lab is closed before. */
  after(ms: number, ring: () => void): Alarm;
  /** Waits without a thread; the promise never settles once the lab is closed. */
  pause(ms: number): Promise<void>;
  /** Does what nobody waits for: a fault in it ends this lab, and no other feels it. */
  attempt(act: () => void): void;
  /** Lets everything happen that can happen now; waiting calls are asked again. */
  turn(): void;
  /** Gives all hosts their IPv6 addresses; does nothing the second time. */
  enableIpv6(): void;
  /** Where the files of AF_UNIX sockets of its host lie. */
  readonly directory: HostDirectory;
  /** A call has been answered without an error. */
  returned(call: string): void;
  ended(): void;
}

/** A host, and where its programs make their calls. */
export interface Seat {
  readonly host: Host;
  readonly desk: CallDesk;
  readonly directory: HostDirectory;
}

/** Makes a program of one language, to be started. @throws Error where its text is none */
export type Launcher = (facts: ProgramFacts, source: SourceText, seat: Seat, port: ProgramPort) => LabProgram;
