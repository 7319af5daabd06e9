import type { Command } from "@wirestage/protocol";
import { LabError } from "./lab-error.ts";
import { injectedBytes } from "./made-frame.ts";
import type { Consoles } from "./programs/console/consoles.ts";
import type { Roster } from "./programs/roster.ts";
import type { Runs } from "./programs/runs.ts";
import type { Wire } from "./wire.ts";

/** The parts of a lab that people command. */
export interface Commanded {
  readonly runs: Runs;
  readonly consoles: Consoles;
  readonly roster: Roster;
  readonly wire: Wire;
  /** @throws LabError `frame_not_found` */
  requireNumbered(frame: number): void;
  stopAgain(): void;
}

type ProgramCommand = Extract<Command, { program: number }>;
type WireCommand = Exclude<Extract<Command, { do: `wire.${string}` }>, { do: "wire.preset" }>;
type FrameCommand = Exclude<Extract<Command, { frame: number }>, { do: "frame.delay" | "frame.swap" }>;

/** @throws LabError where the command does not fit; nothing has changed then */
export function carryOut(command: Command, lab: Commanded): void {
  switch (command.do) {
    case "run.start":
      lab.runs.start(command);
      break;
    case "program.start":
      lab.runs.startRole(command);
      break;
    case "program.restart":
      lab.runs.restart(command.program);
      break;
    case "console.call":
      lab.consoles.call(command.host, command.statement);
      break;
    case "program.input":
    case "program.type":
    case "program.resize":
    case "program.kill":
    case "program.pause":
    case "program.step":
    case "program.resume":
      commandProgram(command, lab.roster);
      break;
    case "wire.hold":
    case "wire.step":
    case "wire.release-all":
    case "wire.delay":
      commandWire(command, lab.wire);
      break;
    case "frame.hold":
    case "frame.release":
    case "frame.drop":
    case "frame.copy":
    case "frame.alter":
      lab.requireNumbered(command.frame);
      commandFrame(command, lab.wire);
      break;
    case "frame.delay":
    case "frame.swap":
    case "rule.set":
    case "rule.remove":
    case "rule.clear":
    case "wire.preset":
      throw new LabError("bad_command", "This lab has no rules of the wire yet.");
    case "frame.inject":
      lab.wire.inject(command.host, injectedBytes(command.bytes));
      break;
    case "again.stop":
      lab.stopAgain();
      break;
    default:
      command satisfies never;
  }
}

function commandProgram(command: Exclude<ProgramCommand, { do: "program.restart" }>, roster: Roster): void {
  const program = roster.find(command.program);
  switch (command.do) {
    case "program.input":
      program.input(command.text);
      break;
    case "program.type":
      program.type(command.data);
      break;
    case "program.resize":
      program.resize(command.columns, command.rows);
      break;
    case "program.kill":
      program.kill();
      break;
    case "program.pause":
      program.pause();
      break;
    case "program.step":
      program.step();
      break;
    case "program.resume":
      program.resume();
      break;
    default:
      command satisfies never;
  }
}

function commandWire(command: WireCommand, wire: Wire): void {
  switch (command.do) {
    case "wire.hold":
      wire.setHold(command.on);
      break;
    case "wire.step":
      wire.step();
      break;
    case "wire.release-all":
      wire.releaseAll();
      break;
    case "wire.delay":
      wire.setDelay(command.host, command.delayNs);
      break;
    default:
      command satisfies never;
  }
}

function commandFrame(command: FrameCommand, wire: Wire): void {
  const { frame } = command;
  switch (command.do) {
    case "frame.hold":
      wire.hold(frame);
      break;
    case "frame.release":
      wire.release(frame);
      break;
    case "frame.drop":
      wire.drop(frame);
      break;
    case "frame.copy":
      wire.copy(frame);
      break;
    case "frame.alter": {
      const { offset, bit, checksums } = command;
      wire.alter(frame, { offset, bit, checksums });
      break;
    }
    default:
      command satisfies never;
  }
}
