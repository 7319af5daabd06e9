import fastifyWebsocket from "@fastify/websocket";
import type { App } from "../app-instance.ts";

/** Beyond this the connection is cut by code 1009 before the message was read; LIMITS.messageBytes comes first. */
const MAX_PAYLOAD = 256 * 1024;

/** Lets routes be WebSockets. A batch is not compressed: it costs more time than it saves on a local network. */
export async function addWebSocket(app: App): Promise<void> {
  await app.register(fastifyWebsocket, {
    options: { maxPayload: MAX_PAYLOAD, perMessageDeflate: false },
    errorHandler: (error, socket, request) => {
      request.log.info({ err: error }, "WebSocket failed");
      // A broken message was answered by ws with its own close code; anything else is a mistake of ours.
      if (!("code" in error)) socket.terminate();
    },
  });
}
