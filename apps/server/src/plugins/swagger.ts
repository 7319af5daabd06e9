import { fastifySwagger } from "@fastify/swagger";
import { fastifySwaggerUi } from "@fastify/swagger-ui";
import { jsonSchemaTransform } from "fastify-type-provider-zod";
import type { App } from "../app-instance.ts";

/** OpenAPI of all routes that are added later, with a page to read it, at `/api/docs`. */
export async function addSwagger(app: App, version: string): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Wirestage",
        version,
        description:
          "Labs on a real kernel. The messages on a lab's WebSocket are described at /api/protocol.json.",
      },
      components: {
        securitySchemes: {
          labToken: { type: "http", scheme: "bearer" },
          ownerKey: {
            type: "http",
            scheme: "bearer",
            description:
              "The `owner` with which labs were opened, or the token of one that was opened without.",
          },
        },
      },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(fastifySwaggerUi, { routePrefix: "/api/docs" });
}
