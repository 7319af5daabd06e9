import { describe, expect, it } from "vitest";
import { TRACE_VERSION, TraceEvent } from "./event.ts";
import { withoutSecrets } from "./without-secrets.ts";

const STAMP = { seq: 1, t: 0, program: 1, host: "client" };
const MESSAGE = { type: "bytes", base64: "AAEC", length: 3 };
const KEY = { type: "bytes", base64: "b3BlbiBzZXNhbWU=", length: 11 };

const started = (parameters: object) =>
  TraceEvent.parse({
    ...{ ...STAMP, kind: "program.started", name: "tcp-hmac", role: "client", language: "python" },
    parameters,
  });
const entered = (name: string, values: readonly unknown[]) =>
  TraceEvent.parse({
    ...{ ...STAMP, kind: "call.entered", call: 1, socket: null, line: 3, name },
    arguments: values,
  });
const given = (command: object) => TraceEvent.parse({ ...STAMP, kind: "command.given", command });
const opened = (request: object | null) =>
  TraceEvent.parse({
    ...{
      ...STAMP,
      kind: "lab.opened",
      version: TRACE_VERSION,
      kernelRelease: "6.18.0",
      wallClock: "",
      seed: 1,
    },
    ...{ mtu: 1_500, hosts: [], sysctls: {}, request, capture: null },
  });
const source = (text: string) =>
  TraceEvent.parse({ ...STAMP, kind: "program.source", language: "python", file: "mine.py", text });

describe("an event without secrets", () => {
  it("of a program's start has every parameter but the secret", () => {
    const event = started({ SECRET: "open sesame", DIGEST: "sha256", paceMs: 0 });
    expect(withoutSecrets(event)).toEqual(started({ DIGEST: "sha256", paceMs: 0 }));
  });

  it("of a command has all that the command sets but the secrets of both sides", () => {
    const ports = { parameters: { PORT: 8888 }, clientParameters: {} };
    const secrets = { parameters: { PORT: 8888, SECRET: "a" }, clientParameters: { SECRET: "b" } };
    expect(withoutSecrets(given({ do: "run.start", ...secrets }))).toEqual(
      given({ do: "run.start", ...ports }),
    );
  });

  it("of a lab's beginning has all that was asked for but the secret", () => {
    const event = opened({ run: "tcp-hmac", parameters: { SECRET: "open sesame" } });
    expect(withoutSecrets(event)).toEqual(opened({ run: "tcp-hmac", parameters: {} }));
  });

  it("of a computation says that there was a key, and no more of it", () => {
    const event = entered("hmac.digest", [KEY, MESSAGE, "sha256"]);
    const withheld = entered("hmac.digest", [{ type: "withheld" }, MESSAGE, "sha256"]);
    expect(withoutSecrets(event)).toEqual(withheld);
    expect(withoutSecrets(withheld)).toEqual(withheld);
  });

  it("of a learner's own source has all lines but that of the secret", () => {
    const text =
      'import hmac\nSECRET = "open sesame"\n\tSECRET=b"other" # mine\nSECRET: str = "third"\nprint(SECRET)\n';
    const without = "import hmac\nSECRET = …\n\tSECRET=…\nSECRET: str = …\nprint(SECRET)\n";
    expect(withoutSecrets(source(text))).toEqual(source(without));
  });

  it.each([
    ["empty lines", "\n".repeat(65_536)],
    ["blanks", " ".repeat(65_536)],
    ["blanks behind the name", `SECRET${" ".repeat(65_530)}`],
    ["an annotation without end", `SECRET:${" ".repeat(65_529)}`],
  ])("of a long source that is nothing but %s is there in a moment", { timeout: 1_000 }, (_, text) => {
    const event = source(text);
    expect(withoutSecrets(event)).toBe(event);
  });

  it.each([
    ["a start without a secret", started({ PORT: 8888 })],
    ["a command without settings", given({ do: "wire.hold", on: true })],
    ["a command that sets no secret", given({ do: "run.start", parameters: { PORT: 8888 } })],
    ["a lab of which nothing was asked", opened(null)],
    ["a call of another name", entered("sendall", [KEY])],
    ["a computation that was given nothing", entered("hmac.digest", [])],
    ["a source that has none", source("print('SECRET = 1')")],
  ])("is the very same where it holds none: %s", (_, event) => {
    expect(withoutSecrets(event)).toBe(event);
  });
});
