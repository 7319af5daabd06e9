import type { CallValue } from "@wirestage/trace";
import { shownBytes, shownNothing } from "../sockets/call-values.ts";
import type { BufferedFile } from "../sockets/socket-file.ts";
import type { StatementArguments } from "./statement-arguments.ts";
import { badStatement, NONE, numberThing, type Thing } from "./things.ts";

/** A call of the library, which makes `recv` and `send` calls as it needs them. */
export interface FileCall {
  readonly arguments: readonly CallValue[];
  /** What of the file no other call may do meanwhile. */
  readonly use: "r" | "w";
  act(): Promise<Thing>;
  show(answer: Thing): CallValue;
}

type Prepare = (file: BufferedFile, args: StatementArguments) => FileCall;

const bytesThing = (data: Uint8Array): Thing => ({ is: "bytes", data });
const nothing = () => NONE;
const showBytes = (answer: Thing) => (answer.is === "bytes" ? shownBytes(answer.data) : null);
const showNumber = (answer: Thing) => (answer.is === "number" ? answer.value : null);

/** What `makefile` answers. @throws LabError `bad_statement` also for what the file was not made for */
export const FILE_METHODS: ReadonlyMap<string, Prepare> = new Map(
  Object.entries<Prepare>({
    readline: (file) => {
      requireOpen(file, "r");
      return { use: "r", arguments: [], act: () => file.readline().then(bytesThing), show: showBytes };
    },
    read: (file, args) => {
      requireOpen(file, "r");
      const size = args.size(true);
      const act = () => file.read(size ?? undefined).then(bytesThing);
      return { use: "r", arguments: size === null ? [] : [size], act, show: showBytes };
    },
    write: (file, args) => {
      requireOpen(file, "w");
      const data = args.bytes("data");
      return {
        use: "w",
        arguments: [shownBytes(data)],
        act: () => file.write(data).then(numberThing),
        show: showNumber,
      };
    },
    flush: (file) => {
      requireOpen(file);
      return { use: "w", arguments: [], act: () => file.flush().then(nothing), show: shownNothing };
    },
    close: (file) => ({ use: "w", arguments: [], act: () => file.close().then(nothing), show: shownNothing }),
  }),
);

function requireOpen(file: BufferedFile, use?: "r" | "w"): void {
  if (file.closed) throw badStatement("This file is closed; make another with makefile.");
  if (use === undefined || file.mode.includes(use)) return;
  throw badStatement(`This file was made with makefile("${file.mode}"), which leaves out "${use}".`);
}
