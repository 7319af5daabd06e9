import { LabStatus, OpenLabRequest, OpenLabResponse } from "@wirestage/protocol";
import { z } from "zod";
import type { App } from "../app-instance.ts";
import { ApiError } from "../errors/api-error.ts";
import type { LabRegistry } from "../labs/lab-registry.ts";

/** No body at all is the same as an empty object. */
const OpenLabBody = z
  .unknown()
  .transform((body) => body ?? {})
  .pipe(OpenLabRequest);

export const LabParams = z.object({ id: z.string() });

export function addLabRoutes(app: App, registry: LabRegistry, labsPerMinute: number): void {
  app.post(
    "/api/labs",
    {
      config: { rateLimit: { max: labsPerMinute } },
      schema: {
        summary: "Open a lab, and start a run in it where the body names one",
        body: OpenLabBody,
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
        summary: "End a lab and forget its trace",
        params: LabParams,
        security: [{ labToken: [] }],
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const lab = registry.get(request.params.id);
      const token = bearerToken(request.headers.authorization);
      if (!lab.tokens.accepts(token)) throw new ApiError("token_wrong");
      registry.remove(lab);
      return reply.code(204).send(null);
    },
  );
}

/** RFC 6750 §2.1. @throws ApiError `token_missing` */
function bearerToken(header: string | undefined): string {
  const token = /^Bearer +(\S+)$/i.exec(header ?? "")?.[1];
  if (token === undefined) throw new ApiError("token_missing");
  return token;
}
