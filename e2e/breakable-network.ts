import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

/** A way to the server that can be cut: while it is, connections are reset and new ones refused. */
export class BreakableNetwork {
  readonly origin: string;
  readonly #port: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(port: number, server: Server) {
    this.#port = port;
    this.#server = server;
    this.origin = `http://127.0.0.1:${port}`;
  }

  static async to(serverPort: number): Promise<BreakableNetwork> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
    const network = new BreakableNetwork(address.port, server);
    server.on("connection", (socket) => network.#join(socket, connect(serverPort, "127.0.0.1")));
    return network;
  }

  async cut(): Promise<void> {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await once(this.#server, "close");
  }

  async mend(): Promise<void> {
    this.#server.listen(this.#port, "127.0.0.1");
    await once(this.#server, "listening");
  }

  #join(near: Socket, far: Socket): void {
    near.pipe(far).pipe(near);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(socket);
      // What a cut does to a connection; its end is told by `close`.
      socket.on("error", () => undefined);
      socket.on("close", () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
  }
}
