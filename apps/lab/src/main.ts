import { resolve } from "node:path";
import { probe, shrinkChildHashTables } from "@wirestage/linux";
import { ControlChannel } from "./control-channel.ts";
import { Workshop } from "./workshop.ts";

/**
 * The server starts this process as `unshare --user --map-root-user --net node main.js <programs directory> <python>`;
 * the last is WIRESTAGE_PYTHON, a name to look up in PATH or a path, `python3` unless set.
 */
function main(programsDirectory: string): void {
  const channel = new ControlChannel();
  const machine = probe();
  if (!machine.usable) {
    channel.send({ type: "unusable", code: machine.code, message: machine.message });
    return;
  }
  shrinkChildHashTables();
  const workshop = new Workshop(channel, resolve(programsDirectory));
  channel.listen(
    (message) => workshop.handle(message),
    () => process.exit(0),
  );
  const python = { available: false, message: "Programs in Python cannot be run yet." } as const;
  channel.send({ type: "ready", kernelRelease: machine.release, python });
}

main(process.argv[2] ?? "packages/programs");
