import type { Host } from "../src/interface.ts";

const ADDRESS = "192.0.2.2";
const PORT = 8888;
const BUFFER_SIZE = 1024;

export async function main(host: Host) {
  const client = await host.socket("AF_INET", "SOCK_STREAM");
  await client.connect([ADDRESS, PORT]);
  host.print(`connected to ${ADDRESS}:${PORT}`);

  while (true) {
    const line = await host.input("> ");
    if (line === null || line === "exit") break;
    await client.sendall(host.encode(line));
    const reply = await client.recv(BUFFER_SIZE);
    host.print(`reply: ${host.decode(reply)}`);
  }

  await client.close();
}
