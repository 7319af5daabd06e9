import { createHash } from "node:crypto";
import { createServer, type Server } from "node:net";

/**
 * Makes sure that one server at a time keeps its recordings in `directory`: two would take each other's running ones for
 * remains of a crash. The kernel gives the name free when this process ends, however it ends (unix(7), abstract sockets).
 * Such names belong to a network namespace: servers in two containers that share a volume, or on two machines that share
 * a file system, do not see each other, and nothing keeps them apart.
 * @param directory its real path
 * @returns what gives it free; null where another server has it
 * @throws as bind(2) fails otherwise
 */
export function lockDirectory(directory: string): Promise<(() => void) | null> {
  const name = createHash("sha256").update(directory).digest("hex").slice(0, 32);
  const server: Server = createServer((connection) => connection.destroy());
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(null);
      else reject(error);
    });
    server.listen(`\0wirestage-recordings-${name}`, () => {
      server.unref();
      resolve(() => void server.close());
    });
  });
}
