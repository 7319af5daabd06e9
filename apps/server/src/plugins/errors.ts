import type { FastifyReply, FastifyRequest } from "fastify";
import type { App } from "../app-instance.ts";
import { ApiError } from "../errors/api-error.ts";
import { errorOf } from "../errors/error-of.ts";
import type { ServerMetrics } from "../metrics.ts";

/** The one place where an error of HTTP becomes an answer. */
export function addErrorHandler(app: App, bodyBytes: number, metrics: ServerMetrics): void {
  app.setErrorHandler((thrown, request, reply) => answerError(thrown, request, reply, bodyBytes, metrics));
}

export function answerError(
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  bodyBytes: number,
  metrics: ServerMetrics,
): FastifyReply {
  const known = errorOf(thrown, bodyBytes);
  if (known === null) request.log.error({ err: thrown }, "request failed");
  const error = known ?? new ApiError("internal");
  metrics.refusals.inc({ code: error.body.code });
  return reply.code(error.status).type("application/json; charset=utf-8").send(JSON.stringify(error.body));
}
