import { codeText } from "./code-text.ts";
import type { SourceLanguage } from "./parameters.ts";

/** A line of a program that makes a call, under a name that is the same in both languages. */
export interface Step {
  /** The call's name and, from its second place in the source on, a number: `recv`, `recv-2`. */
  readonly id: string;
  readonly call: string;
  /** From 1. */
  readonly line: number;
}

/** The names of calls where they are used, not where a function of that name is defined. */
const CALL =
  /(?<!\b(?:def|function)\s+)\b(socket|bind|listen|accept|connect_ex|connect|recvfrom|recv|sendall|sendto|send|shutdown|close|setsockopt|getsockopt|getsockname|getpeername|settimeout|setblocking|makefile|readline|read|write|flush|unlink|print|input|os\.urandom|hmac\.digest|hmac\.compare_digest|urandom|hmac_digest|compare_digest)\(/g;

/** What the trace calls a call that has another name in TypeScript, where it is one of the host's. */
const HOST_CALLS: Readonly<Record<string, string>> = {
  urandom: "os.urandom",
  hmac_digest: "hmac.digest",
  compare_digest: "hmac.compare_digest",
};

/**
 * Every call of a source in the order of its lines. Both languages of a program make the same calls in the same order,
 * so that an id means the same step in either.
 */
export function stepsOf(text: string, language: SourceLanguage): Step[] {
  const places = new Map<string, number>();
  return codeText(text, language)
    .split("\n")
    .flatMap((line, at) =>
      [...line.matchAll(CALL)].map(([, written = ""]) => {
        const call = HOST_CALLS[written] ?? written;
        const place = (places.get(call) ?? 0) + 1;
        places.set(call, place);
        return { id: place === 1 ? call : `${call}-${place}`, call, line: at + 1 };
      }),
    );
}
