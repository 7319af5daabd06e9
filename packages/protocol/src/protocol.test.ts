import { describe, expect, it } from "vitest";
import {
  ClientMessage,
  Command,
  ConsoleStatement,
  closeCode,
  ERRORS,
  type ErrorCode,
  LIMITS,
  OpenLabRequest,
  RunName,
  RunParameters,
} from "./index.ts";

describe("Command", () => {
  it("fills in what a run may leave out", () => {
    expect(Command.parse({ do: "run.start", run: "tcp-echo" })).toMatchObject({ language: "ts", input: [] });
  });

  it.each(["open sesame", "握手", "x", "$&", "x".repeat(256)])("takes the secret %j", (SECRET) => {
    const run = {
      do: "run.start",
      run: "tcp-hmac",
      parameters: { SECRET },
      clientParameters: { SECRET: "other" },
    };
    expect(Command.safeParse(run)).toMatchObject({ success: true, data: run });
  });

  it("takes the longest frame that a card carries, and any bit of it", () => {
    const bytes = `${"A".repeat(2019)}=`;
    expect(Command.safeParse({ do: "frame.inject", host: "client", bytes }).success).toBe(true);
    const alter = { do: "frame.alter", frame: 1, offset: LIMITS.frameBytes - 1, bit: 7, checksums: "mended" };
    expect(Command.safeParse(alter).success).toBe(true);
  });

  it.each([
    ["an unknown command", { do: "wire.cut" }],
    ["a field too many", { do: "wire.hold", on: true, host: "client" }],
    ["a delay below zero", { do: "wire.delay", host: "client", delayNs: -1 }],
    ["a delay that is no whole number", { do: "wire.delay", host: "client", delayNs: 0.5 }],
    ["a host that is no name", { do: "wire.delay", host: "../etc", delayNs: 0 }],
    ["frame 0", { do: "frame.drop", frame: 0 }],
    ["a copy of no frame", { do: "frame.copy" }],
    [
      "a bit beyond the longest frame",
      { do: "frame.alter", frame: 1, offset: LIMITS.frameBytes, bit: 0, checksums: "left" },
    ],
    ["a ninth bit", { do: "frame.alter", frame: 1, offset: 0, bit: 8, checksums: "left" }],
    [
      "checksums neither left nor mended",
      { do: "frame.alter", frame: 1, offset: 0, bit: 0, checksums: "off" },
    ],
    ["a frame that is no base64", { do: "frame.inject", host: "client", bytes: "ff ff" }],
    ["a frame longer than any", { do: "frame.inject", host: "client", bytes: "A".repeat(2024) }],
    ["a line longer than the limit", { do: "program.input", program: 1, text: "x".repeat(4097) }],
  ])("refuses %s", (_, command) => {
    expect(Command.safeParse(command).success).toBe(false);
  });
});

describe("RunParameters", () => {
  it.each(["", 'a"b', "it's", "a\\b", "a\nb", "a\u200bb", "x".repeat(257)])(
    "refuses the secret %j",
    (SECRET) => {
      expect(RunParameters.safeParse({ SECRET }).success).toBe(false);
    },
  );

  it.each([
    ["a hash function that no program knows", { DIGEST: "crc32" }],
    ["no time to answer at all", { TIMEOUT: 0 }],
    ["half a byte as answer", { ANSWER: "123" }],
    ["an answer that is not in hex", { ANSWER: "xy" }],
  ])("refuses %s", (_, parameters) => {
    expect(RunParameters.safeParse(parameters).success).toBe(false);
  });
});

describe("OpenLabRequest", () => {
  it("is an idle lab on an even wire when empty", () => {
    expect(OpenLabRequest.parse({})).toMatchObject({ latencyMs: 0, hold: false, language: "ts" });
    expect(OpenLabRequest.parse({}).run).toBeUndefined();
  });

  it("refuses a program that does not exist", () => {
    expect(OpenLabRequest.safeParse({ run: "telnet" }).success).toBe(false);
    expect(RunName.options).toContain("tcp-echo");
  });
});

describe("ClientMessage", () => {
  it("refuses a command without the id that its answer would carry", () => {
    const command = { do: "wire.step" };
    expect(ClientMessage.safeParse({ type: "command", command }).success).toBe(false);
    expect(ClientMessage.safeParse({ type: "command", id: 1, command }).success).toBe(true);
  });
});

describe("ConsoleStatement", () => {
  const sending = (...values: readonly unknown[]) =>
    ConsoleStatement.safeParse({ text: "", target: "s", method: "send", arguments: values }).success;

  it("carries bytes that are repeated, up to its limit in all", () => {
    expect(sending({ bytes: "eA==", times: LIMITS.statementBytes })).toBe(true);
    expect(sending({ bytes: "eHg=", times: LIMITS.statementBytes / 2 })).toBe(true);
    expect(sending({ bytes: "eHg=", times: LIMITS.statementBytes / 2 + 1 })).toBe(false);
    expect(sending({ bytes: "eHh4", times: LIMITS.statementBytes / 2 })).toBe(false);
    expect(sending({ tuple: [{ bytes: "eHg=", times: LIMITS.statementBytes }] })).toBe(false);
    const half = { bytes: "eA==", times: LIMITS.statementBytes / 2 };
    expect(sending(half, { tuple: [half] })).toBe(true);
    expect(sending(half, { tuple: [half, { bytes: "eA==" }] })).toBe(false);
    for (const times of [-1, 0, 1, 1.5]) expect(sending({ bytes: "eA==", times })).toBe(false);
  });
});

describe("closeCode", () => {
  it("lies in the range that RFC 6455 leaves to applications, for every error", () => {
    for (const code of Object.keys(ERRORS)) {
      const close = closeCode(code as ErrorCode);
      expect(close).toBeGreaterThanOrEqual(4000);
      expect(close).toBeLessThanOrEqual(4999);
    }
  });
});
