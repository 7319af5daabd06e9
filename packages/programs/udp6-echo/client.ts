import type { Host } from "../src/interface.ts";

const ADDRESS = "2001:db8::2";
const PORT = 8888;
const BUFFER_SIZE = 1024;

export async function main(host: Host) {
  const client = await host.socket("AF_INET6", "SOCK_DGRAM");

  while (true) {
    const line = await host.input("> ");
    if (line === null || line === "exit") break;
    // An empty line is sent as well: a datagram may be empty.
    await client.sendto(host.encode(line), [ADDRESS, PORT]);
    // Waits for ever if either datagram is lost: nobody sends it again.
    const [reply, peer] = await client.recvfrom(BUFFER_SIZE);
    host.print(`reply from [${peer[0]}]:${peer[1]}: ${host.decode(reply)}`);
  }

  await client.close();
}
