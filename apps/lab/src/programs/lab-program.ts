import type { ProgramLimit } from "@wirestage/trace";

/** A program of a lab, however it runs: in this process, as a process of its own, or call by call from a console. */
export interface LabProgram {
  /** Its number in the trace. */
  readonly program: number;
  readonly host: string;
  readonly over: boolean;
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
  /** As by SIGKILL; nothing more of it runs when this returns, and its kernel has closed what it held. */
  kill(): void;
  /** As `kill`, and the trace says what it went beyond. */
  stop(limit: ProgramLimit): void;
}
