import { parseArgs } from "node:util";
import { VARIABLES, type Variable } from "./variables.ts";

/** A value from outside cannot be used; the message is for the person who started the server. */
export class ConfigError extends Error {}

export type Start =
  | { readonly action: "help" | "version" }
  | { readonly action: "serve"; readonly environment: Environment };

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads command line (`--port`, `--host`, `--help`, `--version`) and environment; the command line wins.
 * @throws ConfigError
 */
export function readStart(args: readonly string[], environment: Environment): Start {
  const { help, version, port, host } = readArguments(args);
  if (help === true) return { action: "help" };
  if (version === true) return { action: "version" };
  const given: Record<string, string | undefined> = { ...environment };
  if (port !== undefined) given[VARIABLES.port.name] = port;
  if (host !== undefined) given[VARIABLES.host.name] = host;
  return { action: "serve", environment: given };
}

/** @throws ConfigError that names the variable where its value cannot be used */
export function readValue<T>({ name, schema, fallback, form }: Variable<T>, environment: Environment): T {
  const text = environment[name];
  const parsed = schema.safeParse(text === undefined || text === "" ? fallback : text);
  if (parsed.success) return parsed.data;
  throw new ConfigError(`${name} is "${text}" and must be ${form}.`);
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: "boolean", short: "h" },
        version: { type: "boolean" },
        port: { type: "string" },
        host: { type: "string" },
      },
    }).values;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`${why} See --help.`);
  }
}

/** What `--help` prints. */
export function helpText(): string {
  const variables = Object.values(VARIABLES);
  const width = Math.max(...variables.map(({ name }) => name.length));
  const lines = variables.map(
    ({ name, about, fallback }) =>
      `  ${name.padEnd(width)}  ${about}${fallback === "" ? "" : ` (${fallback})`}`,
  );
  return [
    "Usage: npm start -- [--port <port>] [--host <address>] [--help] [--version]",
    "",
    "Serves Wirestage. These variables change how; defaults stand in brackets:",
    "",
    ...lines,
    "",
  ].join("\n");
}
