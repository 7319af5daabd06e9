import { command } from "../launch/command.mjs";
import { ensureInstalled } from "../launch/install.mjs";
import { runChecks } from "./checks.mjs";
import { checkLine, checkTrouble } from "./summary.mjs";

/** All static checks; failures are shown in full after the list. */
export function check() {
  return command(async () => {
    await ensureInstalled();
    const begun = performance.now();
    const results = await runChecks((result) => console.log(checkLine(result)));
    const failed = results.filter((result) => !result.ok);
    for (const result of failed) console.log(checkTrouble(result));
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    console.log(
      `\n${results.length - failed.length} checks passed, ${failed.length} failed, in ${seconds} s`,
    );
    if (failed.length > 0) process.exitCode = 1;
  });
}
