import { expect, test } from "vitest";
import { parseCompilerOutput } from "./compiler.mjs";

test("what the compiler lists is told from what it complains of", () => {
  const text = [
    "packages/wire/src/tcp.ts(3,1): error TS2304: Cannot find name 'x'.",
    "  Did you mean y?",
    "/checkout/packages/wire/src/tcp.ts",
    "/checkout/scripts/start.mjs",
    "",
  ].join("\n");
  expect(parseCompilerOutput(text)).toEqual({
    files: ["/checkout/packages/wire/src/tcp.ts", "/checkout/scripts/start.mjs"],
    diagnostics: ["packages/wire/src/tcp.ts(3,1): error TS2304: Cannot find name 'x'.", "  Did you mean y?"],
  });
});
