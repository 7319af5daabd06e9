/** Exit codes of commands that run others, as env(1) and timeout(1) have them. */
export const EXIT = { failed: 125, notExecutable: 126, notFound: 127, bySignal: 128 } as const;

/** What was asked cannot be done; the message tells a person why and what to do. */
export class Failure extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.failed) {
    super(message);
    this.name = "Failure";
    this.exitCode = exitCode;
  }
}
