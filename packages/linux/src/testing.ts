/** For kernel tests of any room. */
import { describe, expect, it } from "vitest";
import { probe } from "./probe.ts";

/** A suite that needs the kernel: skipped with the reason where it cannot run, failed there under CI. */
export function describeKernel(name: string, suite: () => void): void {
  const machine = probe();
  if (machine.usable) {
    describe(name, suite);
    return;
  }
  const { CI } = process.env;
  const reason = `${machine.code}: ${machine.message} ${JSON.stringify(machine.facts)}`;
  if (CI === "true") {
    it(`${name}: kernel tests must run here`, () => expect.fail(reason));
    return;
  }
  process.stderr.write(`SKIPPED ${name}: ${reason}\n`);
  describe.skip(`${name} (${machine.code})`, suite);
}
