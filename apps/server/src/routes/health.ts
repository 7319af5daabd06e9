import { Health } from "@wirestage/protocol";
import type { App } from "../app-instance.ts";
import type { ProcessPool } from "../labs/process-pool.ts";

export function addHealthRoute(app: App, pool: ProcessPool, version: string): void {
  app.get(
    "/api/health",
    { schema: { summary: "Whether labs can be opened here", response: { 200: Health } } },
    async (): Promise<Health> => {
      const state = await pool.state();
      return state.mode === "kernel"
        ? { version, kernelRelease: state.kernelRelease, mode: "kernel", why: null }
        : { version, kernelRelease: null, mode: "recordings", why: state.why };
    },
  );
}
