import { Health, type Keeping } from "@wirestage/protocol";
import type { App } from "../app-instance.ts";
import type { ProcessPool } from "../labs/process-pool.ts";

export function addHealthRoute(app: App, pool: ProcessPool, version: string, keeping: () => Keeping): void {
  app.get(
    "/api/health",
    {
      schema: {
        summary: "Whether labs can be opened here, and whether their recordings are kept",
        response: { 200: Health },
      },
    },
    async (): Promise<Health> => {
      const state = await pool.state();
      const recordings = keeping();
      return state.mode === "kernel"
        ? { version, kernelRelease: state.kernelRelease, mode: "kernel", why: null, recordings }
        : { version, kernelRelease: null, mode: "recordings", why: state.why, recordings };
    },
  );
}
