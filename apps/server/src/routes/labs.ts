import { LabStatus, OpenLabBody, OpenLabResponse } from "@wirestage/protocol";
import { z } from "zod";
import type { App } from "../app-instance.ts";
import { ApiError } from "../errors/api-error.ts";
import type { LabRegistry } from "../labs/lab-registry.ts";
import { bearer } from "../security/bearer.ts";

/** No body at all is the same as an empty object. */
const OptionalBody = z
  .unknown()
  .transform((body) => body ?? {})
  .pipe(OpenLabBody);

export const LabParams = z.object({ id: z.string() });

export function addLabRoutes(app: App, registry: LabRegistry, labsPerMinute: number): void {
  app.post(
    "/api/labs",
    {
      config: { rateLimit: { max: labsPerMinute } },
      schema: {
        summary: "Open a lab, and start a run in it where the body names one",
        body: OptionalBody,
        response: { 201: OpenLabResponse },
      },
    },
    async (request, reply) => reply.code(201).send(await registry.open(request.body)),
  );
  app.get(
    "/api/labs/:id",
    { schema: { summary: "How a lab is", params: LabParams, response: { 200: LabStatus } } },
    async (request) => registry.get(request.params.id).status(),
  );
  app.delete(
    "/api/labs/:id",
    {
      schema: {
        summary: "End a lab and forget its trace; its recording, where one is kept, stays",
        params: LabParams,
        security: [{ labToken: [] }],
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const lab = registry.get(request.params.id);
      const token = bearer(request.headers.authorization);
      if (token === null) throw new ApiError("token_missing");
      if (!lab.tokens.accepts(token)) throw new ApiError("token_wrong");
      registry.remove(lab);
      return reply.code(204).send(null);
    },
  );
}
