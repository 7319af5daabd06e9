import { SCRIPT_LIMITS } from "@wirestage/console";
import { expect, it } from "vitest";
import { openedScript } from "./script-file.ts";

it("a text file is opened under its name, with our line ends", async () => {
  const file = new File(["client: c = socket()\r\n# 你好\r\n"], "by hand.txt");
  expect(await openedScript(file)).toEqual({ name: "by hand", text: "client: c = socket()\n# 你好\n" });
});

it.each([
  ["bytes that are no UTF-8", new Uint8Array([0x63, 0xff, 0xfe])],
  ["NUL", "a\0b"],
  ["more than a script may be", "x".repeat(SCRIPT_LIMITS.length + 1)],
  ["far more than that", "x".repeat(5 * SCRIPT_LIMITS.length)],
])("%s is no script", async (_, content) => {
  expect(await openedScript(new File([content], "x.txt"))).toBeNull();
});
