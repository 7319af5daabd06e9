import type { App } from "../app-instance.ts";
import type { ServerMetrics } from "../metrics.ts";

export function addMetricsRoute(app: App, { registry }: ServerMetrics): void {
  app.get("/metrics", { schema: { summary: "Numbers for Prometheus" } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}
