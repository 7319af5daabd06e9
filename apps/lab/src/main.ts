import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { probe, shrinkChildHashTables } from "@wirestage/linux";
import { findPython } from "./children/find-python.ts";
import { PythonSearch } from "./children/python-search.ts";
import { ControlChannel } from "./control-channel.ts";
import { Workshop } from "./workshop.ts";

/**
 * The server starts this process as
 * `unshare --user --map-root-user --net node main.js <programs directory> <python> <cache>`. The second is
 * WIRESTAGE_PYTHON, a name to look up in PATH or a path, `python3` unless set; the last is a directory for what Python
 * compiles, one of this process's own unless given.
 */
function main(programsDirectory: string, python: string, cache: string | undefined): void {
  const channel = new ControlChannel();
  const machine = probe();
  if (!machine.usable) {
    channel.send({ type: "unusable", code: machine.code, message: machine.message });
    return;
  }
  shrinkChildHashTables();
  const programs = resolve(programsDirectory);
  const places = { tracer: join(programs, "python"), cache: cache ?? ownCache() };
  const search = new PythonSearch(places, () => findPython(python, places));
  const workshop = new Workshop(channel, programs, search);
  channel.listen(
    (message) => workshop.handle(message),
    () => process.exit(0),
  );
  channel.send({ type: "ready", kernelRelease: machine.release });
}

function ownCache(): string {
  const directory = mkdtempSync(join(tmpdir(), "wirestage-python-"));
  process.on("exit", () => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

main(process.argv[2] ?? "packages/programs", process.argv[3] ?? "python3", process.argv[4]);
