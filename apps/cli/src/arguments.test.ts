import { describe, expect, test } from "vitest";
import { readArguments } from "./arguments.ts";
import { Failure } from "./failure.ts";

describe("wirestage exec", () => {
  test("lab, host and the words after two dashes, whatever they look like", () => {
    const args = ["exec", "--lab", "abc", "--host", "client", "--", "sh", "-c", "exit 3", "--", "--lab"];
    expect(readArguments(args)).toEqual({
      do: "exec",
      lab: "abc",
      host: "client",
      command: ["sh", "-c", "exit 3", "--", "--lab"],
    });
  });

  test("a lab whose id begins with a dash", () => {
    const args = ["exec", "--host", "server", "--lab", "--help", "--", "true"];
    expect(readArguments(args)).toMatchObject({ lab: "--help" });
  });

  test("values joined by an equals sign", () => {
    const args = ["exec", "--lab=a=b", "--host=client", "--", "true"];
    expect(readArguments(args)).toMatchObject({ lab: "a=b", host: "client" });
  });

  test.each([
    ["no lab", ["exec", "--host", "client", "--", "true"], "--lab"],
    ["no host", ["exec", "--lab", "a", "--", "true"], "--host"],
    ["no command", ["exec", "--lab", "a", "--host", "client", "--"], "after two dashes"],
    ["no dashes", ["exec", "--lab", "a", "--host", "client", "python3", "-i"], "takes no python3"],
    ["an option without a value", ["exec", "--host", "client", "--lab"], "--lab needs a value"],
    ["an unknown command", ["run"], "no command run"],
    ["a word too many", ["labs", "-a"], "takes no -a"],
  ])("with %s: says so, and where help is", (_what, args, why) => {
    const read = () => readArguments(args);
    expect(read).toThrow(Failure);
    expect(read).toThrow(why);
    expect(read).toThrow("wirestage --help");
  });
});

test.each([[[]], [["--help"]], [["-h"]], [["help"]], [["exec", "--help"]], [["labs", "-h"]]])(
  "help is asked for by %j",
  (args) => expect(readArguments(args)).toEqual({ do: "help" }),
);
