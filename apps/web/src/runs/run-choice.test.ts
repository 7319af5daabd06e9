import { Command, OpenLabRequest } from "@wirestage/protocol";
import { describe, expect, it } from "vitest";
import { setText } from "./choice-text.ts";
import {
  choiceOfPreset,
  choiceOfRun,
  DEFAULT_CHOICE,
  labRequest,
  PRESETS,
  presetOf,
  runCommand,
  sideCommand,
  withoutSecrets,
} from "./run-choice.ts";

const PYTHON = { language: "python", clientLanguage: "ts" } as const;

describe("a choice", () => {
  it.each(PRESETS)("that comes from the preset %s is known as it, in any language", (preset) => {
    const choice = choiceOfPreset(preset, PYTHON);
    expect(presetOf({ ...choice, parameters: { PORT: 9000 } })).toBe(preset);
  });

  it("of another pair, or with other lines, comes from no preset", () => {
    expect(presetOf(choiceOfRun("udp-echo", PYTHON))).toBeNull();
    expect(presetOf(choiceOfRun("tcp-echo", PYTHON, ["hello", "world"]))).toBeNull();
  });

  it("of another pair keeps the languages and drops what was set for the old one", () => {
    const before = { ...DEFAULT_CHOICE, ...PYTHON, parameters: { PORT: 9000 } };
    expect(choiceOfRun("udp-echo", before)).toMatchObject({ run: "udp-echo", ...PYTHON, parameters: {} });
  });
});

describe("what is asked of the server", () => {
  const choice = { ...choiceOfRun("udp-echo", PYTHON), parameters: { PORT: 9000 } };

  it("is a lab that it understands, held if wanted", () => {
    expect(OpenLabRequest.parse(labRequest(choice, true))).toMatchObject({
      run: "udp-echo",
      language: "python",
      clientLanguage: "ts",
      parameters: { PORT: 9000 },
      hold: true,
    });
    expect(OpenLabRequest.parse(labRequest(choice, false)).hold).toBe(false);
  });

  it("is a run with both languages, or one side in its own", () => {
    expect(Command.parse(runCommand(choice))).toMatchObject({ language: "python", clientLanguage: "ts" });
    expect(Command.parse(sideCommand(choice, "client"))).toMatchObject({ role: "client", language: "ts" });
    expect(Command.parse(sideCommand(choice, "server"))).toMatchObject({
      role: "server",
      language: "python",
      parameters: { PORT: 9000 },
    });
  });
});

describe("a choice with secrets", () => {
  const choice = {
    ...choiceOfRun("tcp-hmac", PYTHON),
    parameters: { SECRET: "a", PORT: 9000 },
    clientSecret: "b",
  };

  it("gives each side its own", () => {
    const both = { parameters: { SECRET: "a", PORT: 9000 }, clientParameters: { SECRET: "b", PORT: 9000 } };
    expect(OpenLabRequest.parse(labRequest(choice, false))).toMatchObject(both);
    expect(Command.parse(runCommand(choice))).toMatchObject(both);
    expect(Command.parse(sideCommand(choice, "client"))).toMatchObject({ parameters: both.clientParameters });
    expect(Command.parse(sideCommand(choice, "server"))).toMatchObject({ parameters: both.parameters });
  });

  it("is kept and told without them", () => {
    expect(withoutSecrets(choice)).toEqual({
      ...choiceOfRun("tcp-hmac", PYTHON),
      parameters: { PORT: 9000 },
    });
    expect(setText(choice)).toBe("SECRET = …, PORT = 9000, SECRET (client) = …");
  });
});
