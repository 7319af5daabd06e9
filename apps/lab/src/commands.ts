import type { Command } from "@wirestage/protocol";
import type { Consoles } from "./programs/console/consoles.ts";
import type { Roster } from "./programs/roster.ts";
import type { Runs } from "./programs/runs.ts";
import type { Hands } from "./wire/hands.ts";
import { injectedBytes } from "./wire/made-frame.ts";
import type { Wire } from "./wire/wire.ts";

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
type WireCommand = Extract<Command, { do: `wire.${string}` | `rule.${string}` }>;
type FrameCommand = Extract<Command, { frame: number }>;

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
    case "wire.preset":
    case "rule.set":
    case "rule.remove":
    case "rule.clear":
      commandWire(command, lab.wire);
      break;
    case "frame.hold":
    case "frame.release":
    case "frame.drop":
    case "frame.copy":
    case "frame.alter":
    case "frame.delay":
    case "frame.swap":
      lab.requireNumbered(command.frame);
      commandFrame(command, lab.wire.hands);
      break;
    case "frame.inject":
      lab.wire.hands.inject(command.host, injectedBytes(command.bytes));
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
      wire.hands.step();
      break;
    case "wire.release-all":
      wire.hands.releaseAll();
      break;
    case "wire.delay":
      wire.setDelay(command.host, command.delayNs);
      break;
    case "wire.preset":
      wire.setPreset(command.preset);
      break;
    case "rule.set":
      wire.rules.set(command.rule);
      break;
    case "rule.remove":
      wire.rules.remove(command.id);
      break;
    case "rule.clear":
      wire.rules.clear();
      break;
    default:
      command satisfies never;
  }
}

function commandFrame(command: FrameCommand, hands: Hands): void {
  const { frame } = command;
  switch (command.do) {
    case "frame.hold":
      hands.hold(frame);
      break;
    case "frame.release":
      hands.release(frame);
      break;
    case "frame.drop":
      hands.drop(frame);
      break;
    case "frame.copy":
      hands.copy(frame);
      break;
    case "frame.alter": {
      const { offset, bit, checksums } = command;
      hands.alter(frame, { offset, bit, checksums });
      break;
    }
    case "frame.delay":
      hands.delay(frame, command.delayNs);
      break;
    case "frame.swap":
      hands.swap(frame);
      break;
    default:
      command satisfies never;
  }
}
