import type { Host } from "../src/interface.ts";

const ADDRESS = "192.0.2.2";
const PORT = 8888;
const BUFFER_SIZE = 1024;

export async function main(host: Host) {
  const client = await host.socket("AF_INET", "SOCK_DGRAM");

  await client.sendto(host.encode("hello"), [ADDRESS, PORT]);
  const [reply, peer] = await client.recvfrom(BUFFER_SIZE);
  host.print(`reply from ${peer[0]}:${peer[1]}: ${host.decode(reply)}`);

  await client.close();
}
