import type { Host } from "../src/interface.ts";

const ADDRESS = "2001:db8::2";
const PORT = 8888;
const BUFFER_SIZE = 1024;

export async function main(host: Host) {
  const server = await host.socket("AF_INET6", "SOCK_DGRAM");
  await server.bind([ADDRESS, PORT]);
  host.print(`bound to [${ADDRESS}]:${PORT}`);

  // No connections, so one loop serves all clients: every datagram says whom it is from.
  while (true) {
    const [data, peer] = await server.recvfrom(BUFFER_SIZE);
    host.print(`received from [${peer[0]}]:${peer[1]}: ${host.decode(data)}`);
    await server.sendto(host.upper(data), peer);
  }
}
