import { ProgramList } from "@wirestage/protocol";
import type { App } from "../app-instance.ts";

export function addProgramsRoute(app: App, programs: ProgramList): void {
  app.get(
    "/api/programs",
    { schema: { summary: "Pairs of programs, with the source that runs", response: { 200: ProgramList } } },
    async () => programs,
  );
}
