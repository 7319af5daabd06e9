import { fastifyHelmet } from "@fastify/helmet";
import type { App } from "../app-instance.ts";

/** Headers that tell the browser to be strict. Nothing that needs TLS: classrooms use plain HTTP. */
export async function addHelmet(app: App): Promise<void> {
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        // The terminal and the floating parts of the page set styles on elements.
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        // Includes a WebSocket of the same origin: https://www.w3.org/TR/CSP3/#match-url-to-source-expression
        "connect-src": ["'self'"],
        "worker-src": ["'self'", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
      },
    },
    strictTransportSecurity: false,
    // Browsers ignore it on plain HTTP and complain on the console.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
  });
}
