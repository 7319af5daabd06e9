import { runCommand } from "../run-command.mjs";

/** The namespaces in which the lab process runs, and so the kernel tests. */
export const namespaces = ["unshare", "--user", "--map-root-user", "--net"];

/**
 * Why this machine cannot run the kernel tests.
 * @returns {Promise<string | undefined>} undefined where it can
 */
export async function kernelTrouble() {
  const [command = "", ...args] = namespaces;
  const entered = await runCommand(command, [...args, "true"]);
  if (entered.code !== 0) {
    return `no user namespace with a network of its own: ${entered.output.trim()} (README.md says how to allow it)`;
  }
  const opened = await runCommand(command, [...args, process.execPath, "-e", openTun]);
  return opened.code === 0 ? undefined : `/dev/net/tun cannot be opened: ${opened.output.trim()}`;
}

const openTun = `
  try { require("node:fs").closeSync(require("node:fs").openSync("/dev/net/tun", "r+")); }
  catch (error) { console.error(error.message); process.exitCode = 1; }
`;
