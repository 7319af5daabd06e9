/**
 * Runs the work of a command; a failure becomes its message and exit code 1, without a stack that would
 * tell a person nothing.
 * @param {() => Promise<void>} work
 */
export async function command(work) {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
