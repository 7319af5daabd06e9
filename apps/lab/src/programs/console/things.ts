import type { Address } from "@wirestage/programs";
import { LabError } from "../../lab-error.ts";
import type { ProgramSocket } from "../sockets/program-socket.ts";
import type { BufferedFile } from "../sockets/socket-file.ts";

/** What a name of a console stands for, and what a call from it answers. */
export type Thing =
  | { readonly is: "none" }
  | { readonly is: "number"; readonly value: number }
  | { readonly is: "text"; readonly text: string }
  | { readonly is: "bytes"; readonly data: Uint8Array }
  | { readonly is: "address"; readonly host: string; readonly port: number }
  | { readonly is: "socket"; readonly socket: ProgramSocket }
  | { readonly is: "file"; readonly file: BufferedFile; readonly socket: ProgramSocket }
  | { readonly is: "pair"; readonly items: readonly [Thing, Thing] };

export const NONE: Thing = { is: "none" };

export function addressThing(address: Address): Thing {
  if (typeof address === "string") return { is: "text", text: address };
  return { is: "address", host: address[0], port: address[1] };
}

export function numberThing(value: number): Thing {
  return { is: "number", value };
}

/** The sockets and files that stay reachable as long as `thing` is. */
export function heldBy(thing: Thing): (ProgramSocket | BufferedFile)[] {
  switch (thing.is) {
    case "socket":
      return [thing.socket];
    case "file":
      return [thing.file, thing.socket];
    case "pair":
      return thing.items.flatMap(heldBy);
    case "none":
    case "number":
    case "text":
    case "bytes":
    case "address":
      return [];
    default:
      return thing satisfies never;
  }
}

/** @param why an English sentence: what does not fit, and what would */
export function badStatement(why: string): LabError {
  return new LabError("bad_statement", why, { why });
}
