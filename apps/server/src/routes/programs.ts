import { ProgramList, type ProgramPair, type PythonFacts } from "@wirestage/protocol";
import type { App } from "../app-instance.ts";
import type { PoolState, ProcessPool } from "../labs/process-pool.ts";

export function addProgramsRoute(app: App, pool: ProcessPool, programs: readonly ProgramPair[]): void {
  app.get(
    "/api/programs",
    {
      schema: {
        summary: "Pairs of programs, with the sources that run, and whether Python programs can be run here",
        response: { 200: ProgramList },
      },
    },
    async (): Promise<ProgramList> => ({
      programs: [...programs],
      python: pythonOf(await pool.state()),
    }),
  );
}

/** Where there are no labs, what forbids them forbids Python as well. */
function pythonOf(state: PoolState): PythonFacts {
  return state.mode === "kernel" ? state.python : { available: false, message: state.why.message };
}
