import { Failure } from "./failure.ts";

export interface ExecWish {
  readonly do: "exec";
  readonly lab: string;
  readonly host: string;
  /** At least one word. */
  readonly command: readonly [string, ...string[]];
}

export type Wish = { readonly do: "help" } | { readonly do: "labs" } | ExecWish;

export const HELP = `Usage: wirestage <command>

  labs
      Lists the open labs of your Wirestage on this machine.

  exec --lab <id> --host <name> -- <command …>
      Runs a command inside a lab's host, on this terminal. A Python program is seen on the page
      line by line, like those of the tutorial; of other commands sockets and packets are seen.

Example:
  wirestage exec --lab 3q2-7wAAAAAAAAAAAAAAAA --host client -- python3 my_client.py

Exit codes of exec: that of the command; 128 and the signal's number where a signal ended it;
125 where Wirestage could not start it, 126 where it cannot be executed, 127 where it was not found.
`;

/** @throws Failure */
export function readArguments(args: readonly string[]): Wish {
  const [word, ...rest] = args;
  switch (word) {
    case undefined:
    case "help":
    case "--help":
    case "-h":
      return { do: "help" };
    case "labs":
      return asksForHelp(rest) ? { do: "help" } : labsWish(rest);
    case "exec":
      return execWish(rest);
    default:
      throw misused(`There is no command ${word}.`);
  }
}

function labsWish(rest: readonly string[]): Wish {
  if (rest.length > 0) throw misused(`labs takes no ${rest[0]}.`);
  return { do: "labs" };
}

function execWish(rest: readonly string[]): Wish {
  const end = rest.indexOf("--");
  const options = end === -1 ? rest : rest.slice(0, end);
  if (asksForHelp(options)) return { do: "help" };
  const values = readOptions(options);
  const lab = values.get("--lab");
  const host = values.get("--host");
  if (lab === undefined) throw misused("Say in which lab: --lab <id>. `wirestage labs` lists them.");
  if (host === undefined) throw misused("Say on which host: --host client or --host server.");
  const [program, ...words] = end === -1 ? [] : rest.slice(end + 1);
  if (program === undefined) throw misused("Say what to run, after two dashes: -- python3 my_client.py.");
  return { do: "exec", lab, host, command: [program, ...words] };
}

/** A lab's id may begin with a dash: what follows an option is its value, whatever it looks like. */
function readOptions(options: readonly string[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (let at = 0; at < options.length; at += 1) {
    const [name = "", joined] = splitOnce(options[at] ?? "");
    if (name !== "--lab" && name !== "--host") {
      throw misused(`exec takes no ${name}. The command comes after two dashes: -- python3 my_client.py.`);
    }
    if (joined === undefined) at += 1;
    const value = joined ?? options[at];
    if (value === undefined) throw misused(`${name} needs a value.`);
    values.set(name, value);
  }
  return values;
}

/** `--lab=id` is `--lab id`. */
function splitOnce(option: string): [name: string, value: string | undefined] {
  const at = option.startsWith("--") ? option.indexOf("=") : -1;
  return at === -1 ? [option, undefined] : [option.slice(0, at), option.slice(at + 1)];
}

function asksForHelp([first]: readonly string[]): boolean {
  return first === "--help" || first === "-h";
}

function misused(why: string): Failure {
  return new Failure(`${why} See wirestage --help.`);
}
