import { z } from "zod";
import type { App } from "../app-instance.ts";
import { ApiError } from "../errors/api-error.ts";
import type { LabRegistry } from "../labs/lab-registry.ts";
import { LabParams } from "./labs.ts";

const FrameParams = LabParams.extend({ frame: z.coerce.number().int().min(1) });

export function addFrameRoute(app: App, registry: LabRegistry): void {
  app.get(
    "/api/labs/:id/frames/:frame",
    {
      schema: {
        summary: "All bytes of a frame, from its Ethernet header on",
        params: FrameParams,
        produces: ["application/octet-stream"],
      },
    },
    async (request, reply) => {
      const { id, frame } = request.params;
      const bytes = registry.get(id).store.frame(frame);
      if (bytes === null) throw new ApiError("frame_not_found", { frame });
      return reply.type("application/octet-stream").send(Buffer.from(bytes));
    },
  );
}
