import { resolve } from "node:path";
import { probe, shrinkChildHashTables } from "@wirestage/linux";
import { findPython, pythonFacts } from "./children/python.ts";
import { ControlChannel } from "./control-channel.ts";
import { Workshop } from "./workshop.ts";

/**
 * The server starts this process as `unshare --user --map-root-user --net node main.js <programs directory> <python>`;
 * the last is WIRESTAGE_PYTHON, a name to look up in PATH or a path, `python3` unless set.
 */
function main(programsDirectory: string, python: string): void {
  const channel = new ControlChannel();
  const machine = probe();
  if (!machine.usable) {
    channel.send({ type: "unusable", code: machine.code, message: machine.message });
    return;
  }
  shrinkChildHashTables();
  const programs = resolve(programsDirectory);
  const found = findPython(python, programs);
  const workshop = new Workshop(channel, programs, found.available ? found.python : null);
  channel.listen(
    (message) => workshop.handle(message),
    () => process.exit(0),
  );
  channel.send({ type: "ready", kernelRelease: machine.release, python: pythonFacts(found) });
}

main(process.argv[2] ?? "packages/programs", process.argv[3] ?? "python3");
