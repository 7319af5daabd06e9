import fastifyRateLimit from "@fastify/rate-limit";
import type { App } from "../app-instance.ts";
import { ApiError } from "../errors/api-error.ts";

/** At most `perMinute` requests from one address; a route may set its own `config.rateLimit.max`. */
export async function addRateLimit(app: App, perMinute: number): Promise<void> {
  await app.register(fastifyRateLimit, {
    max: perMinute,
    timeWindow: 60_000,
    // The address is not there where a request comes in by other ways than TCP.
    keyGenerator: (request) => request.socket.remoteAddress ?? "local",
    errorResponseBuilder: (_request, { ttl }) =>
      new ApiError("too_many_requests", { seconds: Math.max(1, Math.ceil(ttl / 1_000)) }),
  });
}
