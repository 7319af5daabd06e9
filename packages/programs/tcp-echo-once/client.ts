import type { Host } from "../src/interface.ts";

const ADDRESS = "192.0.2.2";
const PORT = 8888;
const BUFFER_SIZE = 1024;

export async function main(host: Host) {
  const client = await host.socket("AF_INET", "SOCK_STREAM");
  await client.connect([ADDRESS, PORT]);
  host.print(`connected to ${ADDRESS}:${PORT}`);

  await client.sendall(host.encode("hello"));
  const reply = await client.recv(BUFFER_SIZE);
  host.print(`reply: ${host.decode(reply)}`);

  await client.close();
}
