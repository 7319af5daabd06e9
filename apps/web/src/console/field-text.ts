import {
  parseStatement,
  printConsoleValue,
  printStatement,
  statementOf,
  type ValueTree,
} from "@wirestage/console";

/** The value that `source` writes, or null where it writes none. */
function valueWritten(source: string): ValueTree | null {
  const parsed = parseStatement(`x(${source})`);
  const [only, ...others] = parsed.kind === "statement" ? parsed.tree.arguments : [];
  return only && others.length === 0 && !only.keyword ? only.value : null;
}

export interface AddressParts {
  readonly host: string;
  readonly port: string;
}

/** Host and port of a written address; null where it is something else, such as a name. */
export function addressParts(source: string): AddressParts | null {
  const value = valueWritten(source);
  const [host, port, ...rest] = value?.kind === "tuple" ? value.items : [];
  if (host?.kind !== "string" || port?.kind !== "number" || rest.length > 0) return null;
  return { host: host.value, port: String(port.value) };
}

/** The address as one types it; a port that is no number is kept as it is, to be marked in the line. */
export function addressSource({ host, port }: AddressParts): string {
  return `(${printConsoleValue(host)}, ${port.trim()})`;
}

/** What a string or bytes literal says, written in one line; null where `source` is something else. */
export function plainText(source: string): string | null {
  const value = valueWritten(source);
  if (value?.kind !== "string" && value?.kind !== "bytes") return null;
  const parsed = parseStatement(`x(${source})`);
  if (parsed.kind !== "statement") return null;
  const printed = printStatement(statementOf(parsed.tree));
  return /^x\(b?"((?:[^"\\]|\\.)*)"(?:\.encode\(\))?\)$/.exec(printed)?.[1]?.replaceAll('\\"', '"') ?? null;
}

function escapedQuotes(text: string): string {
  return text.replaceAll(/\\.|"/g, (found) => (found === '"' ? '\\"' : found));
}

/** A text of the form as bytes: escapes are Python's, and what ASCII cannot hold is encoded. */
export function bytesSource(text: string): string {
  const body = escapedQuotes(text).replace(/(?<!\\)(?:\\\\)*\\$/, "$&\\");
  return /^[\x20-\x7e]*$/.test(body) ? `b"${body}"` : `"${body}".encode()`;
}

export function textSource(text: string): string {
  return printConsoleValue(text);
}
