import { once } from "node:events";
import { createServer } from "node:net";

/** @returns {Promise<number>} a TCP port of the loopback that nobody listens on now */
export async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === "string")
    throw new Error("A TCP server has an address and a port.");
  return address.port;
}
