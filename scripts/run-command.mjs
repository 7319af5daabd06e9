import { spawn } from "node:child_process";

/**
 * @typedef {object} CommandResult
 * @property {number} code exit status; 128 + signal number is not used: a signal counts as 1
 * @property {string} output stdout and stderr in the order in which they came
 * @property {string} stdout
 *
 * @typedef {object} CommandOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {boolean} [show] also write the output to our own stdout while it comes
 */

/**
 * Runs a command to its end. A command that cannot be started resolves with code 127.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<CommandResult>}
 */
export function runCommand(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    let stdout = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout += text;
      output += text;
      if (options.show) process.stdout.write(text);
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      output += text;
      if (options.show) process.stdout.write(text);
    });
    child.on("error", (error) => resolve({ code: 127, output: `${output}${error.message}\n`, stdout }));
    child.on("close", (code) => resolve({ code: code ?? 1, output, stdout }));
  });
}
