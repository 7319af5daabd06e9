import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunName } from "@wirestage/protocol";

/** Constants at the head of these programs, which a run may set. */
const HEAD = 'const ADDRESS = "192.0.2.2";\nconst PORT = 8888;\n';

export interface PairBodies {
  readonly server: string;
  readonly client: string;
}

/** A directory of programs in which the pair `name` is made of these bodies of `main(host)`. */
export function directoryOfPair(pair: PairBodies, name: RunName = "tcp-echo"): string {
  const directory = mkdtempSync(join(tmpdir(), "wirestage-pair-"));
  mkdirSync(join(directory, name));
  for (const role of ["server", "client"] as const) {
    const text = `${HEAD}export async function main(host) {\n${pair[role]}\n}\n`;
    writeFileSync(join(directory, name, `${role}.ts`), text);
  }
  return directory;
}

/** Server code up to a connection `c`, accepted from listener `l`. */
export const ACCEPT = `const l = await host.socket("AF_INET", "SOCK_STREAM");
await l.bind([ADDRESS, PORT]);
await l.listen(5);
const [c] = await l.accept();`;

/** Client code up to a connection `s`. */
export const CONNECT = `const s = await host.socket("AF_INET", "SOCK_STREAM");
await s.connect([ADDRESS, PORT]);`;
