import { LIMITS, TracePage } from "@wirestage/protocol";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { WebSocket } from "ws";
import { z } from "zod";
import type { App } from "../app-instance.ts";
import { ApiError } from "../errors/api-error.ts";
import { errorOf } from "../errors/error-of.ts";
import type { Lab } from "../labs/lab.ts";
import type { LabRegistry } from "../labs/lab-registry.ts";
import { endSocket, LiveConnection, type LiveLimits } from "../live/connection.ts";
import type { ServerMetrics } from "../metrics.ts";
import type { Timers } from "../timers.ts";
import { LabParams } from "./labs.ts";

const TraceQuery = z.object({ from: z.coerce.number().int().min(0).default(0) });

export interface TraceRouteParts {
  readonly registry: LabRegistry;
  readonly limits: LiveLimits;
  readonly timers: Timers;
  readonly metrics: ServerMetrics;
  readonly bodyBytes: number;
}

/** The trace as pages of JSON, and at the same path, to who asks for an upgrade, as a stream that takes commands. */
export function addTraceRoute(app: App, parts: TraceRouteParts): void {
  const { registry } = parts;
  app.route({
    method: "GET",
    url: "/api/labs/:id/trace",
    // A browser cannot read the answer to a refused upgrade, so that a bad query is told on the open socket.
    attachValidation: true,
    schema: {
      summary: "Events of the trace from `from` on; a WebSocket upgrade streams them as they happen",
      params: LabParams,
      querystring: TraceQuery,
      response: { 200: TracePage },
    },
    handler: async (request, reply) => {
      const { lab, from } = wanted(registry, request);
      const { text, next } = lab.store.slice(from, LIMITS.pageEvents);
      return sendJsonText(reply, `{"events":[${text}],"next":${next}}`);
    },
    wsHandler: (socket, request) => openConnection(socket, request, parts),
  });
}

/** The events are JSON already; a serializer could only do the work again. */
function sendJsonText(reply: FastifyReply, text: string): FastifyReply {
  return reply.type("application/json; charset=utf-8").send(text);
}

function openConnection(socket: WebSocket, request: FastifyRequest, parts: TraceRouteParts): void {
  const { registry, limits, timers, metrics, bodyBytes } = parts;
  try {
    const { lab, from } = wanted(registry, request);
    new LiveConnection({ socket, lab, from, limits, timers, metrics });
  } catch (thrown) {
    const error = errorOf(thrown, bodyBytes);
    if (error === null) throw thrown;
    endSocket(socket, error.body, metrics);
  }
}

/** @throws ApiError, or the validation error of the request */
function wanted(registry: LabRegistry, request: FastifyRequest): { lab: Lab; from: number } {
  if (request.validationError !== undefined) throw request.validationError;
  const lab = registry.get(LabParams.parse(request.params).id);
  const { from } = TraceQuery.parse(request.query);
  const { next } = lab.store;
  if (from > next) throw new ApiError("trace_not_there", { from, next });
  return { lab, from };
}
