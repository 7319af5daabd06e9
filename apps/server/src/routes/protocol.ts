import { ClientMessage, Command, ServerMessage } from "@wirestage/protocol";
import { TraceEvent } from "@wirestage/trace";
import { z } from "zod";
import type { App } from "../app-instance.ts";

/** JSON Schema (2020-12) of all that goes over a lab's WebSocket: what a client may write, what it will read. */
export function addProtocolRoute(app: App): void {
  const schemas = {
    ClientMessage: z.toJSONSchema(ClientMessage, { io: "input" }),
    Command: z.toJSONSchema(Command, { io: "input" }),
    ServerMessage: z.toJSONSchema(ServerMessage),
    TraceEvent: z.toJSONSchema(TraceEvent),
  };
  app.get(
    "/api/protocol.json",
    { schema: { summary: "JSON Schema of the messages on a lab's WebSocket" } },
    async () => schemas,
  );
}
