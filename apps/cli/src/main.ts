import { HELP, readArguments } from "./arguments.ts";
import { exec } from "./exec.ts";
import { Failure } from "./failure.ts";
import { listLabs } from "./list-labs.ts";
import { findServers, placesOf } from "./servers.ts";

/** Resolves with the exit code. @throws Failure */
async function main(): Promise<number> {
  const wish = readArguments(process.argv.slice(2));
  switch (wish.do) {
    case "help":
      process.stdout.write(HELP);
      return 0;
    case "labs": {
      const servers = await findServers(placesOf(process.env));
      const labs = servers.flatMap((server) => server.labs);
      process.stdout.write(listLabs(labs, Date.now()));
      return 0;
    }
    case "exec":
      return await exec(wish, { environment: process.env, directories: placesOf(process.env), tell });
    default:
      return wish satisfies never;
  }
}

function tell(sentence: string): void {
  process.stderr.write(`wirestage: ${sentence}\n`);
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  tell(error.message);
  process.exitCode = error.exitCode;
}
