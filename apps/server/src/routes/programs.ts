import { ProgramList, type ProgramPair } from "@wirestage/protocol";
import type { App } from "../app-instance.ts";
import type { ProcessPool } from "../labs/process-pool.ts";

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
      python: await pool.python(),
    }),
  );
}
